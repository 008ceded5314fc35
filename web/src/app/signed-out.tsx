import { Button, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { Command } from "../components/command.tsx";
import { shell } from "../texts/shell.ts";
import { Brand } from "./brand.tsx";
import classes from "./signed-out.module.css";

export function SignedOut({ onRetry }: { readonly onRetry: () => void }) {
  useDocumentTitle(shell.product);
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Brand />
        <Title order={1}>{shell.signedOut.title}</Title>
        <Text size="md">{shell.signedOut.lead}</Text>
        <Command text={shell.signedOut.command} />
        <Text size="md" c="dimmed">
          {shell.signedOut.then}
        </Text>
        <Button onClick={onRetry}>{shell.signedOut.again}</Button>
      </div>
    </main>
  );
}
