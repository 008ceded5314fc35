import { Button } from "@mantine/core";
import { useState } from "react";
import type { Destination } from "../../api/destinations.ts";
import { Teaching } from "../../components/teaching.tsx";
import { destinations } from "../../texts/destinations.ts";
import { DeleteDialog } from "./delete-dialog.tsx";

const texts = destinations.gone;

/** A destination whose kind is not loaded: nobody can say what it asks for. What is left is to load it again, or to delete the destination. */
export function GoneKind({ destination }: { readonly destination: Destination }) {
  const [removing, setRemoving] = useState(false);
  return (
    <Teaching title={texts.title(destination.type)} lead={texts.lead}>
      <Button variant="default" onClick={() => setRemoving(true)}>
        {destinations.form.remove}
      </Button>
      {removing && <DeleteDialog destination={destination} onGone={() => undefined} onClose={() => setRemoving(false)} />}
    </Teaching>
  );
}
