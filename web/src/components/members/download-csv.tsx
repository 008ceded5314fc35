import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type MembersChoice, membersCsvAddress, membersCsvFile, type Question } from "../../api/audience.ts";
import { members as texts } from "../../texts/members.ts";
import { saveFile } from "../save-file.ts";

interface DownloadCsvProps {
  readonly question: Question;
  readonly columns: readonly string[];
  /** What the table shows of them, and in which order. */
  readonly choice: MembersChoice;
  readonly savedId: string | undefined;
}

/** Node refuses requests whose head is longer than 16 KiB. */
const LONGEST_ADDRESS = 12_000;

/** A link, so that the browser writes the file as it comes; only a very long definition is fetched first. */
export function DownloadCsv({ question, columns, choice, savedId }: DownloadCsvProps) {
  const file = useMutation({
    mutationFn: () => membersCsvFile(question, columns, choice),
    onSuccess: (blob) => saveFile(blob, "members.csv"),
  });
  const address = membersCsvAddress(question, columns, choice, savedId);
  const icon = <IconDownload size={16} />;
  if (address.length <= LONGEST_ADDRESS) {
    return (
      <Button component="a" href={address} download variant="default" leftSection={icon}>
        {texts.download}
      </Button>
    );
  }
  return (
    <Button
      variant="default"
      leftSection={icon}
      loading={file.isPending}
      onClick={() => file.mutate()}
      title={file.error?.message}
    >
      {file.error ? texts.downloadFailed : texts.download}
    </Button>
  );
}
