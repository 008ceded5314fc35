export interface Drawing {
  /** Filled softly, beneath the lines. */
  readonly soft: string;
  readonly line: string;
}

const circle = (x: number, y: number, r: number) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;

const STAR = "M24 9l4.6 9.4 10.4 1.5-7.5 7.3 1.8 10.3L24 32.6l-9.3 4.9 1.8-10.3L9 19.9l10.4-1.5z";
const HEART = "M24 38C14 31 9 26 9 19.5A7.5 7.5 0 0 1 24 17a7.5 7.5 0 0 1 15 2.5C39 26 34 31 24 38z";

/** On a square of 48, in lines of one width, each with one soft shape. */
export const DRAWINGS: Readonly<Record<string, Drawing>> = {
  star: { soft: STAR, line: STAR },
  heart: { soft: HEART, line: HEART },
  crown: { soft: "M11.2 30h25.6L36 36H12z", line: "M9 16l7 7 8-12 8 12 7-7-3 20H12zM11.2 30h25.6" },
  gift: {
    soft: "M11 22h26v16H11z",
    line: "M11 22h26v16H11zM9 16h30v6H9zM24 16v22M24 16c-3-7-10-7-9-2 .5 2 4 2 9 2zM24 16c3-7 10-7 9-2-.5 2-4 2-9 2z",
  },
  target: { soft: circle(24, 24, 8), line: `${circle(24, 24, 15)}${circle(24, 24, 8)}${circle(24, 24, 1)}` },
  flame: {
    soft: "M24 38a5 5 0 0 1-5-5c0-4 4-5 5-9 1 4 5 5 5 9a5 5 0 0 1-5 5z",
    line: "M24 8c2 7 10 10 10 20a10 10 0 0 1-20 0c0-5 3-7 4-11 2 2 3 3 3 6 2-3 4-8 3-15z",
  },
  people: {
    soft: "M9 37c0-6 4-9 9-9s9 3 9 9z",
    line: `${circle(18, 18, 5)}M9 37c0-6 4-9 9-9s9 3 9 9z${circle(32, 20, 4)}M30 29c5-.5 9 2 9 8h-5`,
  },
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
  cart: {
    soft: "M14.5 16H39l-4 13H18z",
    line: `M8 10h5l5 19h17l4-13H14.5${circle(20, 36, 2.5)}${circle(33, 36, 2.5)}`,
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
