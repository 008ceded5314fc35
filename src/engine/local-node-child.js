// The whole life of the engine's process: one blocking call into the library, which serves HTTP until its standard
// input ends. Plain JavaScript, because Node starts this file by itself.
import { writeSync } from "node:fs";
import { DataType, load, open } from "ffi-rs";

const [library, ...engineArguments] = process.argv.slice(2);
if (library === undefined) throw new Error("usage: local-node-child LIBRARY ARGUMENT…");

open({ library: "chdb", path: library });

/** @type {(funcName: string, paramsType: DataType[], paramsValue: unknown[], retType: DataType) => unknown} */
const call = (funcName, paramsType, paramsValue, retType) =>
  load({ library: "chdb", funcName, retType, paramsType, paramsValue });

// The first argument is the program's name.
const argv = ["clickhouse", ...engineArguments];
const result = call(
  "chdb_query_cmdline",
  [DataType.I32, DataType.StringArray],
  [argv.length, argv],
  DataType.BigInt,
);
// First as a number: there is no text to read when there was no error.
const address = call("chdb_result_error", [DataType.BigInt], [result], DataType.BigInt);
if (address !== 0n) {
  const error = call("chdb_result_error", [DataType.BigInt], [result], DataType.String);
  // The first line is the message; a stack without symbols follows.
  writeSync(process.stderr.fd, `${String(error).split(", Stack trace")[0]}\n`);
}
// At once: what the library does when a process ends by itself can hang (26.7), and everything is on disk.
process.kill(process.pid, "SIGKILL");
