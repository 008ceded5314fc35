import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What the app needs to call the node, made anew at each start. */
export interface NodeSecrets {
  readonly password: string;
  /** A header without which no query reaches the node. */
  readonly token: string;
}

export const TOKEN_HEADER = "X-Coterie-Token";
export const APP_USER = "app";

/** The statements that the node runs at its start, as its `default` user. */
export const BOOT_STATEMENTS = [
  "SYSTEM START LISTEN HTTP",
  // Reads standard input to its end: keeps the node alive until its parent closes the pipe or dies.
  "SELECT count() FROM file('-', 'LineAsString')",
] as const;

/** There are two threads in the background: where some were kept free for small merges, mutations and merges of whole partitions would wait for ever. */
export const MERGES = `<merge_tree>
    <number_of_free_entries_in_pool_to_execute_mutation>1</number_of_free_entries_in_pool_to_execute_mutation>
    <number_of_free_entries_in_pool_to_lower_max_size_of_merge>1</number_of_free_entries_in_pool_to_lower_max_size_of_merge>
    <number_of_free_entries_in_pool_to_execute_optimize_entire_partition>1</number_of_free_entries_in_pool_to_execute_optimize_entire_partition>
  </merge_tree>`;

export interface NodeLimits {
  /** Bytes that all queries together may use. */
  readonly memory: number;
  /** Threads of one query. */
  readonly threads: number;
}

/**
 * Writes the node's configuration into `directory`, readable by its owner only.
 *
 * Anonymous callers are kept out twice: no handler answers a request without the token's header, and the `default`
 * user, which the engine gives to callers without a password and which can't be removed, may run nothing but the boot
 * statements, by its grants, and no more of them than the boot used up, by its quota.
 *
 * @returns the path of the configuration file
 */
export function writeNodeConfig(
  directory: string,
  dataPath: string,
  secrets: NodeSecrets,
  limits: NodeLimits,
): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const users = join(directory, "users.xml");
  const config = join(directory, "config.xml");
  writeFileSync(users, usersXml(secrets, limits), { mode: 0o600 });
  writeFileSync(config, configXml(users, dataPath, secrets, limits), { mode: 0o600 });
  return config;
}

function configXml(users: string, dataPath: string, secrets: NodeSecrets, limits: NodeLimits): string {
  return `<clickhouse>
  <user_directories><users_xml><path>${xml(users)}</path></users_xml></user_directories>
  <tmp_path>${xml(join(dataPath, "tmp"))}/</tmp_path>
  <http_handlers>
    <rule>
      <methods>GET,POST</methods>
      <headers><${TOKEN_HEADER}>${xml(secrets.token)}</${TOKEN_HEADER}></headers>
      <handler><type>dynamic_query_handler</type><query_param_name>query</query_param_name></handler>
    </rule>
  </http_handlers>
  <max_server_memory_usage>${limits.memory}</max_server_memory_usage>
  <max_concurrent_queries>64</max_concurrent_queries>
  <keep_alive_timeout>30</keep_alive_timeout>
  <mark_cache_size>134217728</mark_cache_size>
  <uncompressed_cache_size>0</uncompressed_cache_size>
  <background_pool_size>2</background_pool_size>
  <background_schedule_pool_size>4</background_schedule_pool_size>
  ${MERGES}
</clickhouse>
`;
}

function usersXml(secrets: NodeSecrets, limits: NodeLimits): string {
  const perQuery = Math.floor(limits.memory * 0.7);
  const spill = Math.floor(limits.memory * 0.25);
  const hash = createHash("sha256").update(secrets.password).digest("hex");
  return `<clickhouse>
  <profiles>
    <!-- Read from the default profile alone: how many parameters, and how long, a request may carry. -->
    <default>
      <http_max_fields>100000</http_max_fields>
      <http_max_field_value_size>67108864</http_max_field_value_size>
    </default>
    <app>
      <max_query_size>67108864</max_query_size>
      <max_ast_elements>10000000</max_ast_elements>
      <max_expanded_ast_elements>10000000</max_expanded_ast_elements>
      <max_threads>${limits.threads}</max_threads>
      <max_insert_threads>${limits.threads}</max_insert_threads>
      <!-- By default (26.7) a query gets one thread for each GiB that it may use, an insert one for four. -->
      <max_threads_min_free_memory_per_thread>0</max_threads_min_free_memory_per_thread>
      <max_insert_threads_min_free_memory_per_thread>0</max_insert_threads_min_free_memory_per_thread>
      <max_memory_usage>${perQuery}</max_memory_usage>
      <max_bytes_before_external_group_by>${spill}</max_bytes_before_external_group_by>
      <max_bytes_before_external_sort>${spill}</max_bytes_before_external_sort>
      <max_bytes_ratio_before_external_group_by>0</max_bytes_ratio_before_external_group_by>
      <max_bytes_ratio_before_external_sort>0</max_bytes_ratio_before_external_sort>
      <log_queries>0</log_queries>
    </app>
  </profiles>
  <quotas>
    <default/>
    <boot><interval><duration>2000000000</duration><queries>${BOOT_STATEMENTS.length}</queries></interval></boot>
  </quotas>
  <users>
    <${APP_USER}>
      <password_sha256_hex>${hash}</password_sha256_hex>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>app</profile>
      <quota>default</quota>
    </${APP_USER}>
    <default>
      <password></password>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>default</profile>
      <quota>boot</quota>
      <grants>
        <query>GRANT SYSTEM LISTEN ON *.*</query>
        <query>GRANT READ ON FILE</query>
        <query>GRANT CREATE TEMPORARY TABLE ON *.*</query>
      </grants>
    </default>
  </users>
</clickhouse>
`;
}

function xml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
