import { z } from "zod";
import { AppError } from "../errors.ts";
import type { RoleMapping } from "../smart/resolve-roles.ts";
import { roles } from "../smart/roles.ts";
import type { Settings } from "./settings.ts";

/** What plays which role in the smart segments, as far as an administrator chose. */
export interface SmartRoles {
  read(): Promise<RoleMapping>;
  /** Replaces what was chosen. Throws `AppError("unknown_role")`. */
  write(mapping: RoleMapping): Promise<RoleMapping>;
}

const stored = z.record(z.string(), z.array(z.string()));

export function smartRoles(settings: Settings): SmartRoles {
  return {
    async read() {
      const text = await settings.read("smart_roles");
      return text === undefined ? {} : stored.parse(JSON.parse(text));
    },
    async write(mapping) {
      for (const id of Object.keys(mapping)) {
        if (roles.some((role) => role.id === id)) continue;
        throw new AppError("unknown_role", `There is no role ${JSON.stringify(id)}.`, {
          path: ["roles", id],
          hint: "GET /smart/roles lists the roles.",
        });
      }
      await settings.write("smart_roles", JSON.stringify(mapping));
      return mapping;
    },
  };
}
