import { MultiSelect, Radio, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { usersQuery } from "../../api/users.ts";
import { destinations } from "../../texts/destinations.ts";
import classes from "./form.module.css";

interface UsersSectionProps {
  /** Ids; null: everyone. */
  readonly users: readonly string[] | null;
  readonly error: string | undefined;
  readonly onChange: (users: readonly string[] | null) => void;
}

const texts = destinations.users;

/** Who may export to a destination. */
export function UsersSection({ users, error, onChange }: UsersSectionProps) {
  const known = useQuery(usersQuery).data ?? [];
  const offered = known.filter(({ id, role, disabledAt }) => users?.includes(id) || (role !== "administrator" && disabledAt === null));
  return (
    <section className={classes.card} aria-labelledby="destination-users">
      <h2 className={classes.title} id="destination-users">
        {texts.title}
      </h2>
      <Stack gap="sm">
        <Radio.Group
          aria-labelledby="destination-users"
          value={users === null ? "everyone" : "some"}
          onChange={(value) => onChange(value === "some" ? [] : null)}
        >
          <Stack gap={8}>
            <Radio value="everyone" label={texts.everyone} />
            <Radio value="some" label={texts.some} description={texts.peopleHint} />
          </Stack>
        </Radio.Group>
        {users !== null && (
          <MultiSelect
            label={texts.people}
            placeholder={users.length === 0 ? texts.peoplePlaceholder : ""}
            data={offered.map(({ id, name }) => ({ value: id, label: name }))}
            value={[...users]}
            searchable
            error={error}
            onChange={onChange}
          />
        )}
      </Stack>
    </section>
  );
}
