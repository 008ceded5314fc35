/** Texts of what asks for a segment or a destination. */
export const uses = {
  smartCard: (name: string) => `Smart segment “${name}”`,
  tile: (title: string | null, owner: string | null) =>
    `${title === null ? "A tile of the insights" : `The tile “${title}” of the insights`}, ${owner === null ? "which all see" : `of ${owner}`}`,
  permission: (destination: string) => `The permission of the destination “${destination}”`,
  suppression: "The suppression list of all exports",
  more: (count: number) => `and ${count} more`,
};
