import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { draftOf, recipesQuery } from "../../../api/recipes.ts";
import { useBeginSegment } from "../../../components/begin-segment.ts";
import { recipes } from "../../../texts/recipes.ts";
import { segments as texts } from "../../../texts/segments.ts";
import classes from "./recipes.module.css";

/** A new segment: blank at once, or from a recipe by the menu beside. */
export function CreateButton() {
  return (
    <div className={classes.split}>
      <Button component={Link} to="/segments/new" leftSection={<IconPlus size={16} />}>
        {texts.create}
      </Button>
      <RecipeMenu />
    </div>
  );
}

function RecipeMenu() {
  const [opened, setOpened] = useState(false);
  const { data, error } = useQuery({ ...recipesQuery, enabled: opened });
  const begin = useBeginSegment();
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" shadow="md" width={360}>
      <Menu.Target>
        <Button px={8} ml={1} aria-label={recipes.menu}>
          <IconChevronDown size={16} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown mih={250}>
        <Menu.Item component={Link} to="/segments/new">
          {recipes.blank}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{error ? error.message : recipes.label}</Menu.Label>
        {data?.recipes.map((recipe) => {
          const draft = draftOf(recipe);
          return (
            <Menu.Item key={recipe.id} disabled={!draft} onClick={draft && (() => begin(draft))}>
              {recipe.name}
              <div className={classes.lead}>{draft ? recipe.lead : recipes.missing(recipe.missing)}</div>
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
