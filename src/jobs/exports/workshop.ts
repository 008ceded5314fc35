import type { DestinationType, Tools } from "../../destinations/destination-type.ts";
import type { SettingValues } from "../../destinations/setting.ts";
import type { Workbench } from "../../results/audience.ts";
import type { Destination } from "../../store/destinations.ts";
import type { RunStore } from "../../store/export-runs.ts";
import type { RunWork } from "../../store/run-work.ts";

/** Where a run goes, with its secrets open. */
export interface OpenDestination {
  readonly destination: Destination;
  readonly type: DestinationType;
  readonly settings: SettingValues;
  /** Tells where that is from other places. */
  readonly place: string;
}

/** What runs are carried out with. */
export interface Workshop {
  readonly bench: Workbench;
  readonly work: RunWork;
  readonly runs: Pick<RunStore, "lastFinished">;
  /** Where a run goes. Throws `Refused` when it is gone, or its secrets can't be read. */
  readonly destination: (id: string) => Promise<OpenDestination>;
  readonly tools: Tools;
  readonly newId: () => string;
  readonly clock: () => number;
}
