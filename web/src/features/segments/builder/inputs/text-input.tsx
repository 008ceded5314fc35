import classes from "./inputs.module.css";

interface TextInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string | undefined) => void;
  readonly invalid?: boolean;
}

/** One text. Spaces and capital letters are the user's own: nothing is trimmed. */
export function TextInput({ label, value, onChange, invalid }: TextInputProps) {
  return (
    <input
      className={`${classes.field} ${classes.text}`}
      aria-label={label}
      aria-invalid={invalid || undefined}
      placeholder={label}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value === "" ? undefined : event.currentTarget.value)}
    />
  );
}
