import { Button, Stack, Text } from "@mantine/core";
import { ApiError } from "../api/client.ts";
import { common } from "../texts/common.ts";
import { hintOf } from "./say.ts";
import classes from "./error-notice.module.css";

interface ErrorNoticeProps {
  readonly error: Error;
  readonly title?: string;
  readonly onRetry?: (() => void) | undefined;
}

/** What went wrong, what to do, and the button that does it. */
export function ErrorNotice({ error, title = common.failedTitle, onRetry }: ErrorNoticeProps) {
  const all = error instanceof ApiError ? error.problems : [];
  // Alone, a problem is what the error itself says.
  const problems = all.length > 1 ? all : [];
  return (
    <div className={classes.notice} role="alert">
      <Stack gap={4}>
        <Text fw={600}>{title}</Text>
        <Text size="md">{error.message}</Text>
        {problems.map((problem, index) => (
          <Text key={index} size="md">
            {problem.message} {problem.hint}
          </Text>
        ))}
        <Text size="md" c="dimmed">
          {hintOf(error)}
        </Text>
      </Stack>
      {onRetry && (
        <Button variant="default" onClick={onRetry}>
          {common.retry}
        </Button>
      )}
    </div>
  );
}
