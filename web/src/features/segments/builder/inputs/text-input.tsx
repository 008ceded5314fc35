import classes from "./inputs.module.css";
import { Suggested, type ValuesSource } from "./suggested.tsx";

interface TextInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string | undefined) => void;
  readonly source?: ValuesSource | undefined;
  readonly invalid?: boolean;
}

/** One text. Spaces and capital letters are the user's own: nothing is trimmed. */
export function TextInput({ label, value, onChange, source, invalid }: TextInputProps) {
  return (
    <Suggested source={source} search={value} onPick={onChange}>
      {({ open, close }) => (
        <input
          className={`${classes.field} ${classes.text}`}
          aria-label={label}
          aria-invalid={invalid || undefined}
          placeholder={label}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onFocus={open}
          onBlur={close}
          onChange={(event) => {
            open();
            onChange(event.currentTarget.value === "" ? undefined : event.currentTarget.value);
          }}
        />
      )}
    </Suggested>
  );
}
