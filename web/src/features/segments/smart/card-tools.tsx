import { ActionIcon } from "@mantine/core";
import { IconArrowBackUp, IconArrowLeft, IconArrowRight, IconEye, IconEyeOff, IconPencil, IconTrash, type TablerIcon } from "@tabler/icons-react";

interface CardTool {
  readonly label: string;
  readonly Icon: TablerIcon;
  /** Undefined: not now. */
  readonly onClick: ((button: HTMLElement) => void) | undefined;
  /** It does nothing just now, and keeps the focus that it has. */
  readonly resting?: boolean;
}

/** The icons of what can be done with a card while the cards are arranged. */
export const CARD_ICONS = {
  earlier: IconArrowLeft,
  later: IconArrowRight,
  edit: IconPencil,
  hide: IconEyeOff,
  show: IconEye,
  reset: IconArrowBackUp,
  remove: IconTrash,
} as const;

export function CardTools({ tools, busy = false }: { readonly tools: readonly CardTool[]; readonly busy?: boolean }) {
  return tools.map(({ label, Icon, onClick, resting = false }) => (
    <ActionIcon
      key={label}
      variant="default"
      size={28}
      aria-label={label}
      title={label}
      disabled={busy || !onClick}
      aria-disabled={resting || undefined}
      onClick={onClick && ((event) => onClick(event.currentTarget))}
    >
      <Icon size={15} />
    </ActionIcon>
  ));
}
