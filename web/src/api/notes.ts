import { queryOptions } from "@tanstack/react-query";
import { request } from "./client.ts";

export interface Note {
  readonly id: string;
  readonly author: { readonly id: string; readonly name: string };
  readonly text: string;
  readonly createdAt: string;
  /** Null: it is as it was written. */
  readonly editedAt: string | null;
}

/** Characters of a text. */
export const LONGEST_NOTE = 4_000;

/** The oldest first. */
export function notesQuery(segment: string) {
  return queryOptions({
    queryKey: ["segment-notes", segment],
    queryFn: async ({ signal }) => (await request<{ readonly notes: readonly Note[] }>(path(segment), { signal })).notes,
    staleTime: 30_000,
  });
}

export function addNote(segment: string, text: string): Promise<Note> {
  return request(path(segment), { method: "POST", body: { text } });
}

/** Throws ApiError `forbidden` (403) for another one's note. */
export function editNote(segment: string, id: string, text: string): Promise<Note> {
  return request(`${path(segment)}/${encodeURIComponent(id)}`, { method: "PUT", body: { text } });
}

/** Throws ApiError `forbidden` (403) for another one's note. */
export function deleteNote(segment: string, id: string): Promise<void> {
  return request(`${path(segment)}/${encodeURIComponent(id)}`, { method: "DELETE" });
}

function path(segment: string): string {
  return `/segments/${encodeURIComponent(segment)}/notes`;
}
