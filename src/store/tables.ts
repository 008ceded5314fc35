import type { ColumnType, Generated } from "kysely";
import type { ErrorBody } from "../errors.ts";
import type { Condition } from "../segment/ast.ts";
import type { ExportTables } from "./export-tables.ts";
import type { TagColor } from "./tag-colors.ts";

/** The tables after all migrations, as Kysely sees them. */
export interface Tables extends ExportTables {
  readonly users: UserTable;
  readonly sessions: SessionTable;
  readonly accounts: AccountTable;
  readonly verifications: VerificationTable;
  readonly settings: SettingTable;
  readonly segments: SegmentTable;
  readonly segment_revisions: SegmentRevisionTable;
  readonly insight_tiles: InsightTilesTable;
  readonly refreshes: RefreshTable;
  readonly tags: TagTable;
  readonly segment_tags: SegmentTagTable;
  readonly smart_cards: SmartCardTable;
  readonly segment_people: SegmentPersonTable;
  readonly segment_notes: SegmentNoteTable;
  readonly test_people: TestPeopleTable;
  readonly featured: FeaturedTable;
}

/** Tiles as JSON text, written by this program alone. */
export interface InsightTilesTable {
  owner: string;
  tiles: string;
}

export interface UserTable {
  id: string;
  name: string;
  email: string;
  email_verified: boolean;
  image: string | null;
  role: "administrator" | "member";
  /** Null: may sign in. */
  disabled_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export interface SessionTable {
  id: string;
  token: string;
  user_id: string;
  expires_at: Date;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Date;
  updated_at: Date;
}

/** A way of one user to sign in, such as a password. */
export interface AccountTable {
  id: string;
  account_id: string;
  provider_id: string;
  user_id: string;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: Date | null;
  refresh_token_expires_at: Date | null;
  scope: string | null;
  password: string | null;
  created_at: Date;
  updated_at: Date;
}

/** One-time tokens. */
export interface VerificationTable {
  id: string;
  identifier: string;
  value: string;
  expires_at: Date;
  created_at: Date;
  updated_at: Date;
}

export interface SettingTable {
  name: string;
  value: string;
}

/** Name and sentence are those of the current revision, kept here to list and search. */
export interface SegmentTable {
  id: string;
  owner_id: string;
  revision: number;
  name: string;
  /** By what the name is sorted. */
  sort_name: string;
  sentence: string;
  created_at: ColumnType<Date, Date, never>;
  updated_at: Date;
  deleted_at: Date | null;
}

export interface SegmentRevisionTable {
  segment_id: string;
  revision: number;
  name: string;
  /** Written as JSON text by this program alone, after it was checked. */
  definition: ColumnType<Condition, string, never>;
  time_zone: string | null;
  sentence: string;
  author_id: string;
  created_at: Date;
  /** What it held when it was saved; null: it was not counted then. */
  count: BigInteger;
  base: BigInteger;
}

/** Either `failure` is there, or `membership` and what comes after it. */
export interface RefreshTable {
  id: string;
  /** Grows by each: the clock of a machine may be set back. */
  number: ColumnType<string | number | bigint, never, never>;
  segment_id: string;
  revision: number;
  as_of: Date;
  cause: "hand" | "schedule" | "export";
  user_id: string | null;
  elapsed_ms: number;
  /** Written as JSON text by this program alone. */
  failure: ColumnType<ErrorBody | null, string | null, never>;
  /** Of the engine's memberships: equal ones are kept once. */
  membership: string | null;
  /** The refresh that `entered` and `left` are counted from; it may be gone. */
  compared_with: string | null;
  evaluated_at: Date | null;
  time_zone: string | null;
  data_version: BigInteger;
  definition_hash: string | null;
  count: BigInteger;
  base: BigInteger;
  entered: BigInteger;
  left: BigInteger;
  redefined: boolean | null;
  /** Whether the engine keeps who entered and who left; of old ones it does not. */
  keeps_moves: Generated<boolean>;
}

export interface TagTable {
  id: string;
  name: string;
  /** The name in one letter case: no two tags have the same. */
  folded: string;
  color: TagColor;
  created_at: ColumnType<Date, Date, never>;
}

export interface SegmentTagTable {
  segment_id: string;
  tag_id: string;
}

/** Who is invited to a segment, besides its owner. */
export interface SegmentPersonTable {
  segment_id: string;
  user_id: string;
  access: "view" | "edit";
}

export interface SegmentNoteTable {
  id: string;
  segment_id: string;
  author_id: string;
  text: string;
  created_at: ColumnType<Date, Date, never>;
  edited_at: Date | null;
}

/** Whom a user watches while editing. */
export interface TestPeopleTable {
  user_id: string;
  /** Keys of customers, written as JSON text by this program alone. */
  keys: ColumnType<readonly string[], string, string>;
}

/** What an administrator changed about a smart card, or added. */
export interface SmartCardTable {
  group_id: string;
  card_id: string;
  name: string | null;
  /** Written as JSON text by this program alone, after it was checked. */
  definition: ColumnType<Condition | null, string | null, string | null>;
  time_zone: string | null;
  hidden: boolean;
  position: number | null;
  changed_at: Date;
}

/** A saved segment that an administrator picked for all; it is shown while the segment is not in the trash. */
export interface FeaturedTable {
  segment_id: string;
  /** Null: the segment's. */
  name: string | null;
  description: string | null;
  picture: string;
  position: number;
  created_at: ColumnType<Date, Date, never>;
}

/** Read as text by one driver and as a number by the other. */
type BigInteger = ColumnType<string | number | bigint | null, number | null, never>;
