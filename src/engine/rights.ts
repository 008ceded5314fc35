import { DATABASE, SCRATCH, SHARD_DATABASE } from "./schema.ts";

const IN_DATABASE = ["SELECT", "INSERT", "ALTER", "CREATE DATABASE", "CREATE TABLE", "DROP TABLE"] as const;
const SYSTEM_TABLES = ["tables", "columns", "parts", "databases", "clusters", "disks", "processes"] as const;

/** What Coterie's user of a server must be granted, each as it stands after GRANT. */
export const RIGHTS: readonly string[] = [
  ...[DATABASE, SCRATCH].flatMap(inDatabase),
  ...SYSTEM_TABLES.map((table) => `SELECT ON system.${table}`),
  ...["Atomic", "Memory", "MergeTree"].map((engine) => `TABLE ENGINE ON ${engine}`),
  "KILL QUERY ON *.*",
];

/** And on each server of a cluster. */
export const CLUSTER_RIGHTS: readonly string[] = [
  ...inDatabase(SHARD_DATABASE),
  "TABLE ENGINE ON Distributed",
  "CREATE TEMPORARY TABLE ON *.*",
  "REMOTE ON *.*",
];

function inDatabase(name: string): readonly string[] {
  return IN_DATABASE.map((right) => `${right} ON ${name}.*`);
}
