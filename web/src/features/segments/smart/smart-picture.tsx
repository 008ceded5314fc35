import classes from "./smart.module.css";

interface Drawing {
  /** Filled softly, beneath the lines. */
  readonly soft: string;
  readonly line: string;
}

const circle = (x: number, y: number, r: number) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;

/** On a square of 48, in lines of one width, each with one soft shape. */
const DRAWINGS: Readonly<Record<string, Drawing>> = {
  recency: { soft: circle(24, 24, 15), line: `${circle(24, 24, 15)}M24 15v9l6 4` },
  frequency: { soft: "M10 20h28v18H10z", line: "M10 20h28v18H10zM16 20v-4a8 8 0 0 1 16 0v4M17 28h14M17 33h9" },
  spend: {
    soft: "M10 30a14 5 0 0 0 28 0v6a14 5 0 0 1-28 0z",
    line: "M10 14a14 5 0 1 0 28 0a14 5 0 1 0-28 0zM10 14v22a14 5 0 0 0 28 0V14M10 22a14 5 0 0 0 28 0M10 30a14 5 0 0 0 28 0",
  },
  interaction: {
    soft: circle(24, 24, 7),
    line: `${circle(24, 24, 7)}M24 8v4M24 36v4M8 24h4M36 24h4M13 13l3 3M32 32l3 3M35 13l-3 3M16 32l-3 3`,
  },
  web: { soft: "M8 12h32v7H8z", line: "M8 12h32v24H8zM8 19h32M12 15.5h1M16 15.5h1M15 26h11M15 31h7" },
  app: {
    soft: "M15 30h18v8a2 2 0 0 1-2 2H17a2 2 0 0 1-2-2z",
    line: "M17 8h14a2 2 0 0 1 2 2v28a2 2 0 0 1-2 2H17a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2zM22 35h4M20 19l3 3 6-6",
  },
  email: { soft: "M8 14l16 12 16-12v20H8z", line: "M8 14h32v20H8zM8 14l16 12 16-12" },
  lifetime: {
    soft: "M24 40V26a9 9 0 0 0 9-9v-3a9 9 0 0 0-9 9z",
    line: "M24 40V20M24 26a9 9 0 0 0 9-9v-3a9 9 0 0 0-9 9M24 22a8 8 0 0 0-8-8h-2v2a8 8 0 0 0 8 8h2M14 40h20",
  },
  age: {
    soft: "M10 28h28v10H10z",
    line: "M10 28h28v10H10zM10 33c3 2 5 2 7 0s5-2 7 0 5 2 7 0 5-2 7 0M17 28v-8M24 28v-8M31 28v-8M17 15v1M24 13v3M31 15v1",
  },
  location: { soft: circle(24, 20, 4), line: `M24 40c7-8 12-13 12-20a12 12 0 0 0-24 0c0 7 5 12 12 20z${circle(24, 20, 4)}` },
  source: { soft: circle(35, 24, 5), line: `${circle(35, 24, 5)}M8 12h7c6 0 8 12 15 12M8 24h22M8 36h7c6 0 8-12 15-12` },
  device: { soft: "M32 20h10v18H32z", line: "M30 32H8V12h30v6M14 38h14M20 32v6M32 20h10v18H32zM36 34h2" },
  channel: { soft: "M8 12h22v14H16l-5 5v-5H8z", line: "M8 12h22v14H16l-5 5v-5H8zM34 20h6v14h-3v5l-5-5H20v-3M14 18h10M14 22h6" },
  subscription: { soft: "M8 20l16 11 16-11v18H8z", line: "M8 20l16-12 16 12v18H8zM8 20l16 11 16-11M19 19l4 4 7-8" },
  permission: { soft: "M24 8l14 5v10c0 8-6 14-14 17z", line: "M24 8l14 5v10c0 8-6 14-14 17-8-3-14-9-14-17V13zM18 24l4 4 8-8" },
};

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
