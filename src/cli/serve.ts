import type { Command } from "commander";
import { parsePort, readConfig } from "../config.ts";
import type { Server } from "../wire-server.ts";
import { type CommonOptions, dataDirOf, EXIT, onSignal, optionFor, runCommand, withServer } from "./run.ts";
import { log, print, printJson } from "./terminal.ts";

interface ServeCommandOptions extends CommonOptions {
  readonly port?: string;
  readonly host?: string;
}

export function serveCommand(program: Command, ofData: (command: Command) => Command): void {
  ofData(program.command("serve"))
    .description("serve a data directory over HTTP, with the workspace page")
    .option("--port <port>", "the port (default: PORT, else 4310 or the next free one)")
    .option("--host <host>", "the address to listen on (default: HOST, else 127.0.0.1)")
    .action((options: ServeCommandOptions) =>
      runCommand(options, async () => {
        const config = readConfig(process.env);
        const port = parsePort("--port", options.port) ?? config.port;
        const host = options.host ?? config.host;
        const [{ openWorkspace }, { serve }] = await Promise.all([import("../wire.ts"), import("../wire-server.ts")]);
        const dataDir = dataDirOf(options, config);
        const workspace = await openWorkspace({ dataDir, config, log });
        const server = await serve(workspace, { port, host }).catch(async (error: unknown) => {
          await workspace.close();
          throw error;
        });
        onSignal(() => server.close());
        if (options.json) printJson({ address: server.address, link: await server.signInLink(), dataDir });
        else await announce(server, dataDir);
        return EXIT.done;
      }),
    );
}

export function signInLinkCommand(program: Command, common: (command: Command) => Command): void {
  common(program.command("sign-in-link"))
    .description("a fresh link that signs the administrator in, once, within 15 minutes")
    .action((options: CommonOptions) =>
      withServer(options, async (backend) => {
        const link = await backend.signInLink();
        if (options.json) printJson({ link });
        else print(link);
        return EXIT.done;
      }),
    );
}

/** Says where the workspace is and how to get in. */
export async function announce(server: Server, dataDir: string): Promise<void> {
  const link = await server.signInLink();
  print(`Coterie is at ${server.address}`);
  print(`Sign in within 15 minutes: ${link}`);
  log(`Another link: npx coterie sign-in-link${optionFor(dataDir)}. To stop: Ctrl+C.`);
  sayOption(dataDir);
}

/** Where the commands do not look by themselves. */
export function sayOption(dataDir: string): void {
  const option = optionFor(dataDir);
  if (option !== "") log(`In another terminal, give every command this data: npx coterie catalog${option}`);
}
