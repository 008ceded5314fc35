import { DRAWINGS } from "./drawings.ts";
import classes from "./smart.module.css";

export function SmartPicture({ name }: { readonly name: string }) {
  const drawing = DRAWINGS[name];
  return (
    <span className={classes.picture} aria-hidden>
      {drawing && (
        <svg
          viewBox="0 0 48 48"
          width={40}
          height={40}
          fill="none"
          stroke="currentColor"
          strokeWidth={2}
          strokeLinecap="round"
          strokeLinejoin="round"
        >
          <path d={drawing.soft} className={classes.soft} />
          <path d={drawing.line} />
        </svg>
      )}
    </span>
  );
}
