import type { Command } from "commander";
import type { CatalogView } from "./backend.ts";
import { type CommonOptions, EXIT, withBackend } from "./run.ts";
import { counted, print, printJson, table } from "./terminal.ts";

export function catalogCommand(program: Command, common: (command: Command) => Command): void {
  common(program.command("catalog"))
    .description("what there is: attributes and events, with their types")
    .action((options: CommonOptions) =>
      withBackend(options, async (backend) => {
        const catalog = await backend.catalog();
        if (options.json) printJson(catalog);
        else print(catalogText(catalog));
        return EXIT.done;
      }),
    );
}

function catalogText({ customers, attributes, events, lists }: CatalogView): string {
  const named = (indent: string) => (each: { name: string; type: string }) => [`${indent}${each.name}`, each.type];
  return [
    counted(customers, "customer"),
    "",
    attributes.length === 0 ? "No attributes yet." : "Attributes",
    ...(attributes.length === 0 ? [] : [table(attributes.map(named("  ")))]),
    ...events.flatMap((event) => [
      "",
      `${event.name}: ${counted(event.count, "event")} from ${event.oldest.slice(0, 10)} to ${event.newest.slice(0, 10)}`,
      ...(event.properties.length === 0 ? [] : [table(event.properties.map(named("  ")))]),
    ]),
    ...(lists.length === 0 ? [] : ["", "Lists", table(lists.map(({ id, name, size }) => [`  ${id}`, name, counted(size, "customer")]))]),
  ].join("\n");
}
