import { stat } from "node:fs/promises";

/** Which of the folders in which files may be put are not there: so far they let nobody in. */
export async function missingFolders(folders: readonly string[]): Promise<readonly string[]> {
  const there = await Promise.all(folders.map((folder) => stat(folder).then((found) => found.isDirectory(), () => false)));
  return folders.filter((_, at) => there[at] === false);
}
