import type { ColumnType, Generated } from "kysely";
import type { ErrorBody } from "../errors.ts";
import type { Shape } from "../results/exports/shape.ts";
import type { Notice } from "./notice.ts";
import type { Cause, DeliveredTable, Frozen, Progress, RunStatus, Written } from "./run-parts.ts";
import type { Timing } from "./timing.ts";

/** The tables of exports. Columns of JSON are written by this program alone, after it was checked. */
export interface ExportTables {
  readonly destinations: DestinationTable;
  readonly export_schedules: ExportScheduleTable;
  readonly export_runs: ExportRunTable;
  readonly deliveries: DeliveryTable;
  readonly sendings: SendingTable;
  readonly notifications: NotificationTable;
}

/** Whom a run sent, which the engine keeps under the same id. */
export interface SendingTable {
  id: string;
  destination_id: string;
  run_id: string;
  /** When the run ended. */
  at: Date;
}

type Json<T> = ColumnType<T, string, string>;
type Fixed<T> = ColumnType<T, T, never>;
/** Read as text by one driver and as a number by the other. */
type BigNumber = Generated<string | number | bigint>;

export interface DestinationTable {
  id: string;
  name: string;
  /** The id of its type. */
  type: string;
  settings: Json<Readonly<Record<string, string | number | boolean>>>;
  /** Encrypted. */
  secrets: Json<Readonly<Record<string, string>>>;
  shape: Json<Shape>;
  /** Ids of the users who may export to it; null: everyone. */
  users: Json<readonly string[] | null> | null;
  revision: number;
  created_by: string;
  created_at: Fixed<Date>;
  changed_at: Date;
  deleted_at: Date | null;
}

export interface ExportScheduleTable {
  id: string;
  destination_id: string;
  source: string;
  /** Null: the source is no saved segment. */
  segment_id: string | null;
  parameters: Json<Readonly<Record<string, string>>>;
  timing: Json<Timing>;
  paused: boolean;
  created_by: string;
  created_at: Fixed<Date>;
  /** Nothing is due before. */
  due_from: Date;
}

export interface ExportRunTable {
  id: string;
  number: BigNumber;
  destination_id: string;
  schedule_id: string | null;
  slot: Date | null;
  source: string;
  segment_id: string | null;
  cause: Cause;
  /** Who asked for it; null: nobody, it was due. */
  user_id: string | null;
  frozen: Json<Frozen>;
  status: RunStatus;
  /** Whether somebody said that it goes on, whatever its size is. */
  confirmed: boolean;
  /** Null: its rows were not written down yet. */
  written: Json<Written | null> | null;
  progress: Json<Progress>;
  failure: Json<ErrorBody | null> | null;
  tries: number;
  /** Tries in a row that failed, since a row was taken last. */
  failures: ColumnType<number, number | undefined, number>;
  next_try_at: Date | null;
  /** Which process works on it, until when nobody else may. */
  held_by: string | null;
  held_until: Date | null;
  created_at: Fixed<Date>;
  started_at: Date | null;
  ended_at: Date | null;
  /** When its rows and files went. */
  cleared_at: Date | null;
}

/** What a destination took last of a source. */
export interface DeliveryTable {
  destination_id: string;
  source: string;
  sent: Json<DeliveredTable>;
  run_id: string;
}

export interface NotificationTable {
  id: string;
  user_id: string;
  about: Json<Notice>;
  created_at: Fixed<Date>;
  read_at: Date | null;
}
