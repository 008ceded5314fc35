import { Command, CommanderError, Option } from "commander";
import { VERSION } from "../version.ts";
import { catalogCommand } from "./catalog.ts";
import { doctorCommand } from "./doctor.ts";
import { exportCommand } from "./export.ts";
import { importCommand } from "./import.ts";
import { membershipCommands } from "./memberships.ts";
import { questionCommands } from "./questions.ts";
import { retypeCommand } from "./retype.ts";
import { EXIT } from "./run.ts";
import { serveCommand, signInLinkCommand } from "./serve.ts";
import { isReaderGone } from "./terminal.ts";

const program = new Command("coterie")
  .description("Customer segmentation with exact counts.")
  .version(VERSION)
  .exitOverride()
  .showHelpAfterError("Add --help to see how it is used.");

/** What every command takes. */
function ofData(command: Command): Command {
  return command
    .option("--data <directory>", "the data directory (default: COTERIE_DATA, else ./coterie-data)")
    .option("--json", "print one JSON document on standard output");
}

/** What every command takes that a server can answer too. */
function common(command: Command): Command {
  const server = new Option("--server <address>", "a server to talk to instead, with its token in COTERIE_TOKEN");
  return ofData(command).addOption(server.conflicts("data"));
}

for (const add of [importCommand, catalogCommand, retypeCommand, questionCommands, membershipCommands, exportCommand, signInLinkCommand]) add(program, common);
for (const add of [serveCommand, doctorCommand]) add(program, ofData);
for (const command of program.commands.flatMap((each) => [each, ...each.commands])) command.exitOverride();

process.stdout.on("error", (error) => {
  if (!isReaderGone(error)) throw error;
});
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  // Commander has said what was wrong.
  process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
}
