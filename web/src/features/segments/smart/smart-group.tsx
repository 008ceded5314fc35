import { Button, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Receipt } from "../../../api/receipt.ts";
import {
  addSmartCard,
  changeSmartCard,
  orderSmartCards,
  resetSmartCard,
  type SmartCard as Card,
  type SmartGroup as Group,
} from "../../../api/smart.ts";
import { moved } from "../../../components/moved.ts";
import { sayFailed } from "../../../components/say.ts";
import { smart as texts } from "../../../texts/smart.ts";
import { CardDialog } from "./card-dialog.tsx";
import { CARD_ICONS, CardTools } from "./card-tools.tsx";
import classes from "./smart.module.css";
import { SmartCard } from "./smart-card.tsx";

interface SmartGroupProps {
  readonly group: Group;
  /** Undefined: not counted yet. */
  readonly counts: Readonly<Record<string, Receipt>> | undefined;
  readonly counting: boolean;
  /** The id of the card that is being copied. */
  readonly copying: string | undefined;
  readonly onCopy: (card: Card, group: Group) => void;
  readonly onExport: (card: Card, group: Group) => void;
  readonly arranging: boolean;
}

/** A row of smart segments; while they are arranged, with what an administrator can do with each. */
export function SmartGroup({ group, counts, counting, copying, onCopy, onExport, arranging }: SmartGroupProps) {
  const { id, title, lead, picture, from, cards } = group;
  const cache = useQueryClient();
  const [editing, setEditing] = useState<Card | "new">();
  const change = useMutation({
    mutationFn: (doing: () => Promise<void>) => doing(),
    onSuccess: async () => {
      setEditing(undefined);
      await cache.invalidateQueries({ queryKey: ["smart"] });
    },
    onError: (error) => sayFailed(texts.arranging.failed, error),
  });
  const move = (at: number, to: number) => () => change.mutate(() => orderSmartCards(id, moved(cards, at, to).map((card) => card.id)));
  const toolsOf = (card: Card, at: number) => {
    const { arranging: say } = texts;
    return [
      { label: say.earlier(card.name), Icon: CARD_ICONS.earlier, onClick: at > 0 ? move(at, at - 1) : undefined },
      { label: say.later(card.name), Icon: CARD_ICONS.later, onClick: at < cards.length - 1 ? move(at, at + 1) : undefined },
      { label: say.edit(card.name), Icon: CARD_ICONS.edit, onClick: () => setEditing(card) },
      {
        label: card.hidden ? say.show(card.name) : say.hide(card.name),
        Icon: card.hidden ? CARD_ICONS.show : CARD_ICONS.hide,
        onClick: () => change.mutate(() => changeSmartCard(card.id, { hidden: !card.hidden })),
      },
      ...(card.origin === "shipped"
        ? []
        : [
            {
              label: card.origin === "added" ? say.remove(card.name) : say.reset(card.name),
              Icon: card.origin === "added" ? CARD_ICONS.remove : CARD_ICONS.reset,
              onClick: () => change.mutate(() => resetSmartCard(card.id)),
            },
          ]),
    ];
  };
  const save = ({ name, segment }: { readonly name: string; readonly segment: string | undefined }) =>
    change.mutate(() => {
      if (editing !== "new" && editing) return changeSmartCard(editing.id, { name: name === editing.name ? undefined : name, segment });
      return segment === undefined ? Promise.resolve() : addSmartCard({ group: id, name, segment });
    });

  return (
    <section className={classes.group} aria-labelledby={`smart-${id}`}>
      <header className={classes.head}>
        <Title order={2} id={`smart-${id}`}>
          {title}
        </Title>
        <Text size="sm" c="dimmed">
          {lead}
          {from.length > 0 && ` ${texts.from(from)}`}
        </Text>
        {arranging && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            aria-label={texts.arranging.addTo(title)}
            onClick={() => setEditing("new")}
          >
            {texts.arranging.add}
          </Button>
        )}
      </header>
      <ul className={classes.cards}>
        {cards.map((card, at) => (
          <SmartCard
            key={card.id}
            card={card}
            picture={picture}
            receipt={counts?.[card.id]}
            counting={counting}
            copying={copying === card.id}
            onCopy={() => onCopy(card, group)}
            onExport={() => onExport(card, group)}
            tools={arranging ? <CardTools tools={toolsOf(card, at)} busy={change.isPending} /> : undefined}
          />
        ))}
      </ul>
      {editing && (
        <CardDialog
          card={editing === "new" ? undefined : editing}
          group={title}
          busy={change.isPending}
          onClose={() => setEditing(undefined)}
          onSave={save}
        />
      )}
    </section>
  );
}
