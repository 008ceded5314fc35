import { Button, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { catalogQuery } from "../../../api/catalog.ts";
import { Command } from "../../../components/command.tsx";
import { Teaching } from "../../../components/teaching.tsx";
import { formatCount } from "../../../format/number.ts";
import { segments as texts } from "../../../texts/segments.ts";
import { RecipeList } from "./recipe-list.tsx";
import classes from "./first-segment.module.css";

/** The first visit: what a segment is and how to make one, or how to bring data in. */
export function FirstSegment() {
  const { data: catalog } = useQuery(catalogQuery);
  const empty = catalog && catalog.attributes.length === 0 && catalog.events.length === 0;
  return (
    <Teaching title={texts.empty.title} lead={texts.empty.lead}>
      <ol className={classes.steps}>
        {texts.empty.steps.map(([title, text], index) => (
          <li key={title}>
            <span className={classes.number} aria-hidden>
              {index + 1}
            </span>
            <Text fw={600}>{title}</Text>
            <Text size="md" c="dimmed">
              {text}
            </Text>
          </li>
        ))}
      </ol>
      {empty ? (
        <>
          <Text size="md">{texts.empty.noData}</Text>
          <Command text={texts.empty.noDataCommand} />
        </>
      ) : (
        <>
          <Button component={Link} to="/segments/new" leftSection={<IconPlus size={16} />}>
            {texts.create}
          </Button>
          {catalog && (
            <Text size="sm" c="dimmed">
              {texts.empty.from(formatCount(catalog.attributes.length), formatCount(catalog.events.length))}
            </Text>
          )}
          <RecipeList />
        </>
      )}
    </Teaching>
  );
}
