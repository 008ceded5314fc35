import { queryOptions } from "@tanstack/react-query";
import { request } from "./client.ts";

export type Access = "view" | "edit";

export interface InvitedPerson {
  readonly id: string;
  readonly name: string;
  readonly access: Access;
}

/** Whose a segment is, and who is invited to it. */
export interface SegmentPeople {
  readonly owner: { readonly id: string; readonly name: string };
  readonly people: readonly InvitedPerson[];
}

export function peopleQuery(segment: string) {
  return queryOptions({
    queryKey: ["segment-people", segment],
    queryFn: ({ signal }) => request<SegmentPeople>(path(segment), { signal }),
    staleTime: 60_000,
  });
}

/** Throws ApiError `forbidden` (403) unless one is the owner or an administrator. */
export function replacePeople(
  segment: string,
  { owner, people }: { readonly owner?: string | undefined; readonly people: readonly Pick<InvitedPerson, "id" | "access">[] },
): Promise<SegmentPeople> {
  const invited = people.map(({ id, access }) => ({ id, access }));
  return request(path(segment), { method: "PUT", body: { ...(owner !== undefined && { owner }), people: invited } });
}

function path(segment: string): string {
  return `/segments/${encodeURIComponent(segment)}/people`;
}
