import { Checkbox, NumberInput, PasswordInput, Select, Textarea, TextInput } from "@mantine/core";
import type { ChangeEvent } from "react";
import type { Setting, SettingValue } from "../../api/destinations.ts";
import { InlineCode } from "../../components/inline-code.tsx";
import { KeptSecret } from "../../components/kept-secret.tsx";
import { common } from "../../texts/common.ts";
import { destinations } from "../../texts/destinations.ts";

interface SettingFieldProps {
  readonly setting: Setting;
  /** Null: a secret that is kept, and goes with the next save. */
  readonly value: SettingValue | null | undefined;
  /** It is a secret that is filled in, and not shown. */
  readonly kept: boolean;
  readonly error: string | undefined;
  readonly onChange: (value: SettingValue | null) => void;
}

const texts = destinations.form;
const { secret } = common;

/** One thing to fill in of a connection, as its kind describes it. */
export function SettingField(props: SettingFieldProps) {
  const { setting, value, kept, onChange } = props;
  if (!kept || !setting.optional) return <OneField {...props} />;
  return (
    <KeptSecret label={setting.label} goes={value === null} onChange={(goes) => onChange(goes ? null : "")}>
      <OneField {...props} />
    </KeptSecret>
  );
}

function OneField({ setting, value, kept, error, onChange }: SettingFieldProps) {
  const label = setting.optional ? texts.optional(setting.label) : setting.label;
  const help = [setting.help ?? [], kept ? (value === null ? secret.goes : secret.kept) : []].flat().join(" ");
  const shared = { label, description: help === "" ? undefined : <InlineCode text={help} />, error };
  switch (setting.kind) {
    case "text": {
      const field = {
        ...shared,
        value: typeof value === "string" ? value : "",
        placeholder: kept && value !== null ? secret.placeholder : setting.placeholder,
        autoComplete: "off",
        spellCheck: false,
      };
      const typed = (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.currentTarget.value);
      if (setting.lines) return <Textarea {...field} autosize minRows={3} maxRows={8} onChange={typed} />;
      // Browsers offer passwords of their own site where the field is one.
      if (setting.secret) return <PasswordInput {...field} autoComplete="new-password" onChange={typed} />;
      return <TextInput {...field} onChange={typed} />;
    }
    case "number":
      return (
        <NumberInput
          {...shared}
          value={typeof value === "number" ? value : ""}
          min={setting.least}
          max={setting.most}
          clampBehavior="strict"
          allowDecimal={false}
          onChange={(typed) => onChange(typed === "" ? "" : Number(typed))}
        />
      );
    case "boolean":
      return <Checkbox {...shared} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
    case "choice":
      return (
        <Select
          {...shared}
          data={[...setting.choices]}
          value={String(value)}
          allowDeselect={false}
          onChange={(chosen) => chosen !== null && onChange(chosen)}
        />
      );
  }
}
