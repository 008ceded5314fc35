import { Button, Group, NumberInput, PasswordInput, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { changeMailServer, type KnownServer, type MailServer, mailServerQuery, testMailServer } from "../../api/export-settings.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { KeptSecret } from "../../components/kept-secret.tsx";
import { hintOf, sayDone } from "../../components/say.ts";
import { common } from "../../texts/common.ts";
import { exportSettings } from "../../texts/export-settings.ts";
import classes from "./run.module.css";

const texts = exportSettings.mail;
const SECURITIES = ["starttls", "tls", "none"] as const;
const PORTS: Readonly<Record<MailServer["security"], number>> = { none: 25, starttls: 587, tls: 465 };

/** By what letters are sent; null: none is set up. The test is of what is saved. */
export function MailForm({ server }: { readonly server: KnownServer | null }) {
  const [host, setHost] = useState(server?.host ?? "");
  const [security, setSecurity] = useState<MailServer["security"]>(server?.security ?? "starttls");
  const [port, setPort] = useState<number | undefined>(server?.port ?? PORTS.starttls);
  const [user, setUser] = useState(server?.user ?? "");
  const [password, setPassword] = useState<string | null>("");
  const [from, setFrom] = useState(server?.from ?? "");
  const [tried, setTried] = useState(false);
  const cache = useQueryClient();
  const test = useMutation({ mutationFn: testMailServer });
  const save = useMutation({
    mutationFn: changeMailServer,
    onSuccess: ({ server: after }) => {
      cache.setQueryData(mailServerQuery.queryKey, after);
      setPassword("");
      sayDone(after === null ? texts.removed : texts.saved);
      if (after) test.mutate();
      else test.reset();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (host.trim() === "" || from.trim() === "" || port === undefined || save.isPending) return;
    save.mutate({
      ...{ host: host.trim(), port, security, from: from.trim() },
      ...(user.trim() !== "" && { user: user.trim() }),
      ...(password !== "" && { password }),
    });
  };
  const remove = () => {
    for (const empty of [setHost, setUser, setPassword, setFrom]) empty("");
    setTried(false);
    save.mutate(null);
  };
  const kept = server?.hasPassword === true && password !== null;
  const passwordField = (
    <PasswordInput
      label={texts.password}
      description={password === null ? common.secret.goes : kept ? common.secret.kept : undefined}
      placeholder={kept ? common.secret.placeholder : ""}
      value={password ?? ""}
      maxLength={1_000}
      autoComplete="new-password"
      onChange={(event) => setPassword(event.currentTarget.value)}
    />
  );
  return (
    <form className={classes.card} onSubmit={submit} noValidate aria-labelledby="mail-server">
      <h2 className={classes.title} id="mail-server">
        {texts.title}
      </h2>
      <Text size="md" c="dimmed" mb="md">
        {texts.lead}
      </Text>
      <Stack gap="md">
        <TextInput
          label={texts.host}
          placeholder="smtp.example.com"
          value={host}
          maxLength={255}
          autoComplete="off"
          error={tried && host.trim() === "" ? texts.missing : undefined}
          onChange={(event) => setHost(event.currentTarget.value)}
        />
        <Group grow align="flex-start">
          <Select
            label={texts.security}
            data={SECURITIES.map((value) => ({ value, label: texts.securities[value] }))}
            value={security}
            allowDeselect={false}
            onChange={(value) => {
              const chosen = SECURITIES.find((one) => one === value) ?? "starttls";
              if (port === PORTS[security]) setPort(PORTS[chosen]);
              setSecurity(chosen);
            }}
          />
          <NumberInput
            label={texts.port}
            value={port ?? ""}
            min={1}
            max={65_535}
            clampBehavior="strict"
            allowDecimal={false}
            error={tried && port === undefined ? texts.missing : undefined}
            onChange={(typed) => setPort(typed === "" ? undefined : Number(typed))}
          />
        </Group>
        <TextInput
          label={texts.user}
          description={texts.userHint}
          value={user}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setUser(event.currentTarget.value)}
        />
        {server?.hasPassword ? (
          <KeptSecret label={texts.password} goes={password === null} onChange={(goes) => setPassword(goes ? null : "")}>
            {passwordField}
          </KeptSecret>
        ) : (
          passwordField
        )}
        <TextInput
          label={texts.from}
          description={texts.fromHint}
          placeholder="Coterie <coterie@example.com>"
          value={from}
          maxLength={300}
          autoComplete="off"
          error={tried && from.trim() === "" ? texts.missing : undefined}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        {save.error && <ErrorNotice title={texts.failed} error={save.error} />}
        <Group gap="sm">
          <Button type="submit" loading={save.isPending}>
            {texts.save}
          </Button>
          {server && (
            <>
              <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
                {texts.test}
              </Button>
              <Button variant="subtle" color="red" onClick={remove}>
                {texts.remove}
              </Button>
            </>
          )}
        </Group>
        <div role="status" className={classes.tested}>
          {test.isSuccess && (
            <span data-good>
              <IconCheck size={16} aria-hidden /> {texts.works}
            </span>
          )}
          {test.error && (
            <span>
              <IconAlertTriangle size={16} aria-hidden />
              <span>
                <b>{texts.worksNot}</b> {test.error.message} {hintOf(test.error)}
              </span>
            </span>
          )}
        </div>
      </Stack>
    </form>
  );
}
