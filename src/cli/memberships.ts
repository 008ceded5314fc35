import { type Command, InvalidArgumentError } from "commander";
import type { DoneRefresh, Refresh } from "../store/refreshes.ts";
import { type CommonOptions, EXIT, withBackend } from "./run.ts";
import { counted, number, percent, print, printJson, table } from "./terminal.ts";

interface HistoryOptions extends CommonOptions {
  readonly limit: number;
}

const SHOWN = 30;
const MOST_SHOWN = 1000;

/** The commands that take the id of a saved segment. */
export function membershipCommands(program: Command, common: (command: Command) => Command): void {
  common(program.command("refresh <segment>"))
    .description("find out who is in a saved segment now, and keep it")
    .action((segment: string, options: CommonOptions) =>
      withBackend(options, async (backend) => {
        const refresh = await backend.refresh(segment);
        if (options.json) printJson(refresh);
        else print(refreshText(refresh));
        return EXIT.done;
      }),
    );

  common(program.command("history <segment>"))
    .description("the size of a saved segment at each refresh, the newest first")
    .option("--limit <refreshes>", `at most so many, up to ${MOST_SHOWN}`, parseLimit, SHOWN)
    .action((segment: string, options: HistoryOptions) =>
      withBackend(options, async (backend) => {
        const refreshes = await backend.history(segment, options.limit);
        if (options.json) printJson({ refreshes });
        else print(historyText(refreshes));
        return EXIT.done;
      }),
    );
}

function refreshText({ id, receipt, ...refresh }: DoneRefresh): string {
  const { count, base, share, now, timeZone, dataVersion } = receipt;
  return [
    `${number(count)} of ${counted(base, "customer")} (${percent(share)})`,
    movedText(refresh),
    `as of ${now} in ${timeZone}, data version ${dataVersion}, refresh ${id}`,
  ].join("\n");
}

function movedText({ entered, left, redefined }: Pick<DoneRefresh, "entered" | "left" | "redefined">): string {
  if (entered === null || left === null) return "The first refresh";
  return `${number(entered)} entered, ${number(left)} left${redefined ? ", after the definition was changed" : ""}`;
}

const HEADER = ["as of", "customers", "entered", "left", "revision", "cause", "refresh"];

function historyText(refreshes: readonly Refresh[]): string {
  return refreshes.length === 0 ? "Not refreshed yet" : table([HEADER, ...refreshes.map(row)]);
}

function row(refresh: Refresh): readonly string[] {
  const { id, cause } = refresh;
  if (refresh.status === "failed") return [refresh.at, "failed", "", "", String(refresh.revision), cause, refresh.problem.message];
  const { receipt, entered, left } = refresh;
  const moved = [entered, left].map((count) => (count === null ? "" : number(count)));
  const revision = `${refresh.revision}${refresh.redefined ? " (changed)" : ""}`;
  return [receipt.now, number(receipt.count), ...moved, revision, cause, id];
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (Number.isSafeInteger(limit) && limit > 0 && limit <= MOST_SHOWN) return limit;
  throw new InvalidArgumentError(`It is a whole number from 1 to ${MOST_SHOWN}.`);
}
