import { Anchor, Skeleton, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { draftOf, type Recipe, recipesQuery } from "../../../api/recipes.ts";
import { useBeginSegment } from "../../../components/begin-segment.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { recipes as texts } from "../../../texts/recipes.ts";
import { SmartPicture } from "../smart/smart-picture.tsx";
import classes from "./recipes.module.css";

const PLACES = [1, 2, 3, 4];

/** Segments to begin with: each opens in the builder with one click, or says what the data lacks for it. */
export function RecipeList() {
  const found = useQuery(recipesQuery);
  return (
    <section className={classes.recipes} aria-labelledby="recipes">
      <Title order={3} id="recipes" className={classes.title}>
        {texts.title}
      </Title>
      <Text size="sm" c="dimmed">
        {texts.lead}
      </Text>
      {found.error ? (
        <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <ul className={classes.list} aria-busy={found.isPending}>
          {found.data
            ? found.data.recipes.map((recipe) => <RecipeCard key={recipe.id} recipe={recipe} />)
            : PLACES.map((place) => <Skeleton key={place} component="li" height={104} radius={10} />)}
        </ul>
      )}
      <Text size="sm" c="dimmed">
        {texts.smart}{" "}
        <Anchor component={Link} to="/segments/smart" underline="always">
          {texts.smartLink}
        </Anchor>{" "}
        {texts.smartEnd}
      </Text>
    </section>
  );
}

function RecipeCard({ recipe }: { readonly recipe: Recipe }) {
  const { name, lead, picture, missing } = recipe;
  const begin = useBeginSegment();
  const draft = draftOf(recipe);
  return (
    <li className={classes.card} data-missing={!draft || undefined}>
      <SmartPicture name={picture} />
      <div className={classes.body}>
        {draft ? (
          <button type="button" className={classes.name} onClick={() => begin(draft)}>
            {name}
          </button>
        ) : (
          <strong>{name}</strong>
        )}
        <Text size="sm" c="dimmed">
          {draft ? lead : `${texts.missing(missing)} ${texts.mend}`}
        </Text>
      </div>
    </li>
  );
}
