import { Button } from "@mantine/core";
import { IconCheck, IconLayoutGrid } from "@tabler/icons-react";
import { smart } from "../../../texts/smart.ts";

const texts = smart.arranging;

interface ArrangeButtonProps {
  readonly arranging: boolean;
  readonly onArranging: (arranging: boolean) => void;
}

/** Begins and ends the arranging of cards. */
export function ArrangeButton({ arranging, onArranging }: ArrangeButtonProps) {
  return (
    <Button
      variant={arranging ? "filled" : "default"}
      leftSection={arranging ? <IconCheck size={16} /> : <IconLayoutGrid size={16} />}
      onClick={() => onArranging(!arranging)}
    >
      {arranging ? texts.stop : texts.start}
    </Button>
  );
}
