import { VisuallyHidden } from "@mantine/core";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { type Featured, nameOf } from "../../../api/featured.ts";
import type { Receipt } from "../../../api/receipt.ts";
import { moved } from "../../../components/moved.ts";
import { featured as featuredTexts } from "../../../texts/featured.ts";
import { smart as smartTexts } from "../../../texts/smart.ts";
import { CardActions } from "../smart/card-actions.tsx";
import { CARD_ICONS, CardTools } from "../smart/card-tools.tsx";
import { ReadyCard } from "../smart/ready-card.tsx";
import classes from "../smart/smart.module.css";

const texts = featuredTexts.arranging;

interface FeaturedCardsProps {
  readonly featured: readonly Featured[];
  /** By the id of the segment; undefined: not counted yet. */
  readonly counts: Readonly<Record<string, Receipt>> | undefined;
  readonly counting: boolean;
  /** The id of the segment that is being copied. */
  readonly copying: string | undefined;
  readonly onCopy: (card: Featured) => void;
  readonly onExport: (card: Featured) => void;
  readonly arranging: boolean;
  readonly onOrder: (featured: readonly Featured[]) => void;
  readonly onEdit: (card: Featured) => void;
  readonly onRemove: (card: Featured) => void;
}

/** Featured segments as cards; while they are arranged, dragged or moved by their arrows. */
export function FeaturedCards({ featured, counts, counting, copying, onCopy, onExport, arranging, onOrder, onEdit, onRemove }: FeaturedCardsProps) {
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<string>();
  const [said, setSaid] = useState("");
  const pressed = useRef<HTMLElement>(null);
  // A card that moved in the document has lost the focus.
  useEffect(() => {
    pressed.current?.focus();
    pressed.current = null;
  }, [featured]);

  const moveTo = (from: number, to: number, button?: HTMLElement) => {
    const card = featured[from];
    if (!card || from === to || to < 0 || to >= featured.length) return;
    pressed.current = button ?? null;
    onOrder(moved(featured, from, to));
    setSaid(texts.moved(nameOf(card), to + 1, featured.length));
  };
  const toolsOf = (card: Featured, at: number) => {
    const name = nameOf(card);
    return [
      { label: texts.earlier(name), Icon: CARD_ICONS.earlier, onClick: (button: HTMLElement) => moveTo(at, at - 1, button), resting: at === 0 },
      { label: texts.later(name), Icon: CARD_ICONS.later, onClick: (button: HTMLElement) => moveTo(at, at + 1, button), resting: at === featured.length - 1 },
      { label: texts.edit(name), Icon: CARD_ICONS.edit, onClick: () => onEdit(card) },
      { label: texts.remove(name), Icon: CARD_ICONS.remove, onClick: () => onRemove(card) },
    ];
  };
  const dragOf = ({ segment: { id } }: Featured, at: number) => ({
    draggable: true,
    "data-over": (over === id && dragged !== id) || undefined,
    onDragStart: () => setDragged(id),
    onDragEnd: () => {
      setDragged(undefined);
      setOver(undefined);
    },
    onDragOver: (event: DragEvent) => {
      if (dragged === undefined) return;
      event.preventDefault();
      setOver(id);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      moveTo(featured.findIndex(({ segment }) => segment.id === dragged), at);
    },
  });

  return (
    <section aria-label={featuredTexts.list}>
      <VisuallyHidden>
        <h2>{featuredTexts.list}</h2>
      </VisuallyHidden>
      <ul className={classes.cards} aria-label={featuredTexts.list}>
        {featured.map((card, at) => {
          const { picture, description, segment } = card;
          const usable = segment.problems.length === 0;
          return (
            <ReadyCard
              key={segment.id}
              name={nameOf(card)}
              picture={picture}
              lead={usable ? (description ?? segment.short) : smartTexts.broken(segment.problems.map(({ message }) => message))}
              hint={usable ? segment.short : undefined}
              usable={usable}
              size={counts?.[segment.id]}
              counting={counting}
              drag={arranging ? dragOf(card, at) : undefined}
            >
              {arranging ? (
                <CardTools tools={toolsOf(card, at)} />
              ) : (
                usable && (
                  <CardActions
                    name={nameOf(card)}
                    segment={segment.id}
                    copying={copying === segment.id}
                    onCopy={() => onCopy(card)}
                    onExport={() => onExport(card)}
                  />
                )
              )}
            </ReadyCard>
          );
        })}
      </ul>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </section>
  );
}
