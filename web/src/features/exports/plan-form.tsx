import { Button, NumberInput, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Catalog } from "../../../../src/catalog/types.ts";
import { changeExportPlan, type ExportPlan, exportPlanQuery } from "../../api/export-settings.ts";
import { ConditionChoice } from "../../components/condition-choice/condition-choice.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { sayDone } from "../../components/say.ts";
import { conditionChoice } from "../../texts/condition-choice.ts";
import { exportSettings as texts } from "../../texts/export-settings.ts";
import classes from "./run.module.css";

/** Whom no export sends, and how long what was sent is kept. */
export function PlanForm({ plan, catalog }: { readonly plan: ExportPlan; readonly catalog: Catalog }) {
  const [suppression, setSuppression] = useState<ExportPlan["suppression"] | undefined>(plan.suppression);
  const [days, setDays] = useState<number | undefined>(plan.keptDays);
  const [tried, setTried] = useState(false);
  const cache = useQueryClient();
  const save = useMutation({
    mutationFn: changeExportPlan,
    onSuccess: (after) => {
      cache.setQueryData(exportPlanQuery.queryKey, after);
      void cache.invalidateQueries({ queryKey: ["exports"] });
      sayDone(texts.saved);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (suppression !== undefined && days !== undefined && !save.isPending) save.mutate({ suppression, keptDays: days });
  };
  return (
    <form className={classes.card} onSubmit={submit} noValidate aria-labelledby="export-plan">
      <h2 className={classes.title} id="export-plan">
        {texts.plan}
      </h2>
      <Stack gap="md" align="stretch">
        <ConditionChoice
          label={texts.suppression}
          description={texts.suppressionHint}
          none={texts.nobody}
          condition={suppression ?? null}
          catalog={catalog}
          error={tried && suppression === undefined ? conditionChoice.incomplete : undefined}
          onChange={setSuppression}
        />
        <NumberInput
          label={texts.keptDays}
          description={texts.keptDaysHint}
          value={days ?? ""}
          min={1}
          max={365}
          clampBehavior="strict"
          allowDecimal={false}
          error={tried && days === undefined ? texts.missingDays : undefined}
          onChange={(typed) => setDays(typed === "" ? undefined : Number(typed))}
        />
        {save.error && <ErrorNotice title={texts.failed} error={save.error} />}
        <div>
          <Button type="submit" loading={save.isPending}>
            {texts.save}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
