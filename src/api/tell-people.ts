import type { Notice } from "../store/notice.ts";
import type { User } from "./auth.ts";
import type { AppContext } from "./context.ts";

type OfSegment = Extract<Notice, { readonly segment: string }>;

/** Tells the owner and the people of segments, but not who did it, what became of them. */
export async function tellPeople(
  { people, telling }: Pick<AppContext, "people" | "telling">,
  kind: OfSegment["kind"],
  ids: readonly string[],
  { id: by, name }: Pick<User, "id" | "name">,
): Promise<void> {
  for (const { id, name: segment, users } of await people.concerned(ids)) {
    await telling.tell(users.filter((user) => user !== by), { kind, segment: id, name: segment, by: name });
  }
}
