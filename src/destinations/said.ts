const MOST = 300;

/** What a server or the system said, as it can stand in an error: one line, not long, without what is secret. */
export function said(words: unknown, secrets: readonly (string | undefined)[] = []): string {
  const known = secrets.filter((secret) => secret !== undefined && secret !== "");
  const text = known.reduce((left: string, secret) => left.replaceAll(secret ?? "", "•••"), textOf(words));
  const line = text
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .replace(/\.$/, "");
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line;
}

function textOf(words: unknown): string {
  if (words instanceof AggregateError && words.message === "") return words.errors.map(textOf).join("; ");
  if (words instanceof Error) return words.message || codeOf(words) || words.name;
  return String(words);
}

/** The code of an error of the system or of a package. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

const NETWORK = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "EHOSTDOWN", "ENETUNREACH", "ENETDOWN"],
  ...["EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EPROTO"],
]);

/** Whether the network failed: the same may succeed later. */
export function isNetworkError(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isNetworkError);
  const code = codeOf(error);
  return code !== undefined && NETWORK.has(code);
}

/** Whether the other end showed a certificate that is not trusted. */
export function isCertificateError(error: unknown): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|ERR_TLS|ERR_SSL/.test(codeOf(error) ?? "");
}
