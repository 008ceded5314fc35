import { ActionIcon, Anchor, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { runFileAddress, type WholeRun } from "../../api/exports.ts";
import { formatBytes, formatCount } from "../../format/number.ts";
import { formatMoment } from "../../format/time.ts";
import { exports } from "../../texts/exports.ts";
import classes from "./run.module.css";

interface RunFilesProps {
  readonly run: WholeRun;
  readonly timeZone: string;
}

const texts = exports.run.files;

/** The files of a run: how many rows, how large, and by what its bytes are told. */
export function RunFiles({ run: { id, files, downloadable, keptUntil, compared }, timeZone }: RunFilesProps) {
  if (files.length === 0) return null;
  return (
    <section className={classes.card}>
      <h2 className={classes.title}>{texts.title}</h2>
      <div className={classes.scroll}>
        <table className={classes.files} aria-label={texts.title}>
          <thead>
            <tr>
              <th scope="col">{texts.name}</th>
              {compared && <th scope="col">{texts.change}</th>}
              <th scope="col" className={classes.number}>
                {texts.rows}
              </th>
              <th scope="col" className={classes.number}>
                {texts.size}
              </th>
              <th scope="col">{texts.hash}</th>
            </tr>
          </thead>
          <tbody>
            {files.map(({ name, change, rows, bytes, sha256, place }) => (
              <tr key={name}>
                <td>
                  {downloadable ? (
                    <Anchor href={runFileAddress(id, name)} download size="sm">
                      {name}
                    </Anchor>
                  ) : (
                    <span title={place ?? name}>{place ?? name}</span>
                  )}
                </td>
                {compared && <td data-name={texts.change}>{texts.changes[change]}</td>}
                <td className={classes.number} data-name={texts.rows}>{formatCount(rows)}</td>
                <td className={classes.number} data-name={texts.size}>{formatBytes(bytes)}</td>
                <td data-name={texts.hash}>
                  <span className={classes.hash} title={sha256}>
                    <code>{sha256.slice(0, 12)}…</code>
                    <CopyButton value={sha256} timeout={3000}>
                      {({ copied, copy }) => (
                        <ActionIcon variant="subtle" color="gray" size={26} aria-label={copied ? texts.copied : texts.copy(name)} onClick={copy}>
                          {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
                        </ActionIcon>
                      )}
                    </CopyButton>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {downloadable && keptUntil !== null && <p className={classes.hint}>{texts.kept(formatMoment(keptUntil, timeZone))}</p>}
    </section>
  );
}
