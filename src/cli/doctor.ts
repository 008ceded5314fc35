import type { Command } from "commander";
import { readConfig } from "../config.ts";
import type { Diagnosis } from "../engine/diagnosis.ts";
import { type CommonOptions, dataDirOf, EXIT, runCommand } from "./run.ts";
import { print, printJson } from "./terminal.ts";

export function doctorCommand(program: Command, ofData: (command: Command) => Command): void {
  ofData(program.command("doctor"))
    .description("look whether everything that Coterie needs is there and well")
    .action((options: CommonOptions) =>
      runCommand(options, async () => {
        const config = readConfig(process.env);
        const { examine } = await import("./examination.ts");
        const found: Diagnosis[] = [];
        for await (const diagnosis of examine(dataDirOf(options, config), config)) {
          found.push(diagnosis);
          if (!options.json) tell(diagnosis);
        }
        const ok = found.every(({ state }) => state !== "wrong");
        if (options.json) printJson({ ok, checks: found });
        else print(ok ? "Coterie has what it needs." : "Something is wrong: see above.");
        return ok ? EXIT.done : EXIT.failed;
      }),
    );
}

const MARKS = { ok: "ok     ", warning: "warning", wrong: "WRONG  " } as const;

function tell({ name, state, said, hint }: Diagnosis): void {
  print(`${MARKS[state]}  ${name}: ${said}`);
  if (hint !== null) print(`         ${hint}`);
}
