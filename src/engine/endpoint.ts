/** Where a ClickHouse node answers over HTTP, and as whom to call it. */
export interface Endpoint {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly headers: Readonly<Record<string, string>>;
}
