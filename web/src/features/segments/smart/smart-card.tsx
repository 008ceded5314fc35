import type { ReactNode } from "react";
import type { Receipt } from "../../../api/receipt.ts";
import type { SmartCard as Card } from "../../../api/smart.ts";
import { smart as texts } from "../../../texts/smart.ts";
import { CardActions } from "./card-actions.tsx";
import { ReadyCard } from "./ready-card.tsx";

interface SmartCardProps {
  readonly card: Card;
  readonly picture: string;
  /** Undefined: not counted yet. */
  readonly receipt: Receipt | undefined;
  readonly counting: boolean;
  readonly copying: boolean;
  readonly onCopy: (card: Card) => void;
  readonly onExport: (card: Card) => void;
  /** Stands in the place of what a card is used for, while the cards are arranged. */
  readonly tools?: ReactNode;
}

export function SmartCard({ card, picture, receipt, counting, copying, onCopy, onExport, tools }: SmartCardProps) {
  const { id, name, where, short, missing, problems, hidden, origin } = card;
  const { arranging } = texts;
  const mark = hidden ? arranging.hidden : origin === "shipped" ? undefined : arranging[origin];
  return (
    <ReadyCard
      name={name}
      picture={picture}
      lead={short ?? (problems.length > 0 ? texts.broken(problems) : texts.missing(missing))}
      usable={where !== null}
      faded={hidden}
      mark={tools ? mark : undefined}
      size={receipt}
      counting={counting && !hidden}
    >
      {tools ??
        (where !== null && (
          <CardActions
            name={name}
            segment="new"
            search={{ smart: id }}
            copying={copying}
            onCopy={() => onCopy(card)}
            onExport={() => onExport(card)}
          />
        ))}
    </ReadyCard>
  );
}
