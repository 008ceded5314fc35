import { Button } from "@mantine/core";
import { IconUsersPlus } from "@tabler/icons-react";
import type { Condition } from "../../../../src/segment/ast.ts";
import { opened as texts } from "../../texts/opened.ts";
import { useBeginSegment } from "../begin-segment.ts";

interface BeginButtonProps {
  readonly name: string;
  readonly where: Condition;
}

/** Opens a new segment that asks for these customers in the builder. Nothing is saved by it. */
export function BeginButton({ name, where }: BeginButtonProps) {
  const begin = useBeginSegment();
  return (
    <Button
      variant="default"
      leftSection={<IconUsersPlus size={16} />}
      onClick={() => begin({ name: name.slice(0, LONGEST_NAME), where, timeZone: null })}
    >
      {texts.save}
    </Button>
  );
}

const LONGEST_NAME = 200;
