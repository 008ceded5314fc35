import { useEffect, useState } from "react";
import { isCalm } from "./press.ts";

const AGAIN_MS = 150;

/** The newest value as of when nothing was open or pressed: what it changes on the page moves nothing from under a hand. */
export function useWhenCalm<T extends object>(value: T | undefined): T | undefined {
  const [shown, setShown] = useState(value);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const show = () => {
      if (isCalm()) setShown(value);
      else timer = setTimeout(show, AGAIN_MS);
    };
    show();
    return () => clearTimeout(timer);
  }, [value]);
  return shown;
}
