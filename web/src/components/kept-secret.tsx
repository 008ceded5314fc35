import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { common } from "../texts/common.ts";

interface KeptSecretProps {
  readonly label: string;
  /** Whether it goes with the next save. */
  readonly goes: boolean;
  readonly onChange: (goes: boolean) => void;
  /** The field in which another is filled in. */
  readonly children: ReactNode;
}

/** A secret that is kept and may be left out: it can be taken away, and kept after all. */
export function KeptSecret({ label, goes, onChange, children }: KeptSecretProps) {
  const does = goes ? common.secret.keep : common.secret.takeAway;
  return (
    <div>
      {children}
      <Button variant="subtle" size="compact-sm" mt={4} aria-label={`${does}: ${label}`} onClick={() => onChange(!goes)}>
        {does}
      </Button>
    </div>
  );
}
