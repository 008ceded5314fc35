import type { Filled } from "../setting.ts";

export const sftpSettings = {
  host: {
    kind: "text",
    where: "server",
    label: "Host",
    placeholder: "sftp.example.com",
    pattern: /^[^\s/@]+$/,
    help: "A name or an address, without sftp://.",
  },
  port: { kind: "number", where: "server", label: "Port", least: 1, most: 65_535, default: 22 },
  user: { kind: "text", where: "place", label: "User" },
  password: { kind: "text", label: "Password", secret: true, optional: true, help: "Needed where there is no private key." },
  private_key: {
    kind: "text",
    label: "Private key",
    secret: true,
    lines: true,
    optional: true,
    placeholder: "-----BEGIN OPENSSH PRIVATE KEY-----",
    help: "In the form of OpenSSH or PEM.",
  },
  passphrase: { kind: "text", label: "Passphrase", secret: true, optional: true, help: "Of the private key, where it has one." },
  host_key: {
    kind: "text",
    where: "server",
    label: "Host key",
    optional: true,
    placeholder: "SHA256:…",
    pattern: /^SHA256:[A-Za-z0-9+/]{43}$/,
    help: "Its fingerprint as `ssh-keygen -l` prints it. Nothing is sent before it is filled in; the test says which one the server has.",
  },
  folder: {
    kind: "text",
    where: "place",
    label: "Folder",
    optional: true,
    placeholder: "exports",
    help: "On the server; left out: where the user comes to after signing in.",
    most: 1000,
  },
} as const;

export type SftpSettings = Filled<typeof sftpSettings>;
