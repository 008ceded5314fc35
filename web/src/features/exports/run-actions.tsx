import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { cancelRun, isOpen, runAgain, runQuery, type WholeRun } from "../../api/exports.ts";
import { sentCondition } from "../../components/exports/sent-condition.ts";
import { BeginButton } from "../../components/open-customers/begin-button.tsx";
import { sayFailed } from "../../components/say.ts";
import { exports } from "../../texts/exports.ts";

const texts = exports.run;

/**
 * Makes a segment of whom a run sent; for who may export to its destination, cancels one at once, confirms one that is held, and retries one
 * that failed or was cancelled.
 */
export function RunActions({ run }: { readonly run: WholeRun }) {
  const { id, status, clearedAt, name, destination, usable } = run;
  const sent = sentCondition(run);
  const cache = useQueryClient();
  const onSuccess = (run: WholeRun) => {
    cache.setQueryData(runQuery(id).queryKey, run);
    void cache.invalidateQueries({ queryKey: ["exports"] });
  };
  const cancel = useMutation({ mutationFn: () => cancelRun(id), onSuccess, onError: (error) => sayFailed(texts.cancelFailed, error) });
  const again = useMutation({ mutationFn: () => runAgain(id), onSuccess, onError: (error) => sayFailed(texts.againFailed, error) });
  const busy = cancel.isPending || again.isPending;
  const mayCancel = usable && (isOpen({ status }) || status === "held");
  const mayRetry = usable && (status === "failed" || status === "cancelled") && clearedAt === null;
  return (
    <>
      {sent && <BeginButton name={texts.sentTitle(name, destination.name)} where={sent} />}
      {mayCancel && (
        <Button variant="default" loading={cancel.isPending} disabled={busy} onClick={() => cancel.mutate()}>
          {texts.cancel}
        </Button>
      )}
      {usable && status === "held" && (
        <Button loading={again.isPending} disabled={busy} onClick={() => again.mutate()}>
          {texts.confirm}
        </Button>
      )}
      {mayRetry && (
        <Button loading={again.isPending} disabled={busy} onClick={() => again.mutate()}>
          {texts.again}
        </Button>
      )}
    </>
  );
}
