import { type Command, Option } from "commander";
import { parseTypes } from "../catalog/type-name.ts";
import { AppError } from "../errors.ts";
import type { Retyped } from "../ingest/retype.ts";
import { type CommonOptions, EXIT, withBackend } from "./run.ts";
import { counted, number, print, printJson } from "./terminal.ts";

interface RetypeOptions extends CommonOptions {
  readonly event?: string;
  readonly misfits: "refuse" | "unknown";
}

export function retypeCommand(program: Command, common: (command: Command) => Command): void {
  common(program.command("retype <name=type>"))
    .description("give an attribute another type, such as spend=number; refused while a value is not of it")
    .option("--event <event>", "a property of this event instead of an attribute")
    .addOption(new Option("--misfits <what>", "what values that are not of the type do").choices(["refuse", "unknown"]).default("refuse"))
    .action((change: string, options: RetypeOptions) =>
      withBackend(options, async (backend) => {
        const [[name, type] = [], ...more] = parseTypes(change);
        if (name === undefined || type === undefined || more.length > 0) {
          throw new AppError("wrong_use", "One type is changed at a time.", { hint: "Write name=type, such as spend=number." });
        }
        const done = await backend.retype({ name, type, event: options.event, misfits: options.misfits });
        if (options.json) printJson(done);
        else print(retypedText(name, done));
        return EXIT.done;
      }),
    );
}

function retypedText(name: string, { from, to, known, misfits, firstMisfits }: Retyped): string {
  const lost = firstMisfits.slice(0, SHOWN).map(({ customer, value }) => `  ${customer}: ${value}`);
  const more = misfits > lost.length ? [`  … and ${number(misfits - lost.length)} more`] : [];
  const unknown = misfits > 0 ? `, ${number(misfits)} unknown now:` : "";
  return [`${name}: ${from} became ${to}, ${counted(known, "known value")}${unknown}`, ...lost, ...more].join("\n");
}

const SHOWN = 5;
