import { complementOf, operator } from "./operators.ts";

/** What is said of a value that passes a positive operator; `{}` is what it is compared with. */
export function affirmedSentence(positive: string): string {
  return operator(positive)?.sentence ?? `${positive} {}`;
}

/** The sentence of the exact complement of a positive operator; those without a twin of their own are put in the negative. */
export function deniedSentence(positive: string): string {
  const twin = complementOf(positive);
  if (twin !== undefined) return twin.sentence;
  return `${affirmedSentence(positive).replace(/^is /, "is not ").replace(/^has /, "does not have ")} or is unknown`;
}
