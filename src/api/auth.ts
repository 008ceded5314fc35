/** Who is signed in. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Sessions and the ways into them. */
export interface Auth {
  /** A fresh link that signs the administrator in, once, within 15 minutes. */
  signInLink(): Promise<string>;
  /** The `Set-Cookie` values of a new session; undefined when the token is unknown, used or too old. */
  signIn(token: string, headers: Headers): Promise<readonly string[] | undefined>;
  /** The user whose session cookie the headers carry; undefined without one that is valid. */
  user(headers: Headers): Promise<User | undefined>;
  /** Ends the session of the headers' cookie; the `Set-Cookie` values that clear it. */
  signOut(headers: Headers): Promise<readonly string[]>;
  /** The administrator, who also owns what the command line makes. */
  administrator(): Promise<User>;
}
