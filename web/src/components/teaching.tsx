import { Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./teaching.module.css";

interface TeachingProps {
  readonly title: string;
  readonly lead: string;
  readonly children?: ReactNode;
}

/** A place with nothing in it yet: what belongs here, and how to begin. */
export function Teaching({ title, lead, children }: TeachingProps) {
  return (
    <section className={classes.card}>
      <Title order={2}>{title}</Title>
      <Text size="md" c="dimmed" maw={560} ta="center">
        {lead}
      </Text>
      {children}
    </section>
  );
}
