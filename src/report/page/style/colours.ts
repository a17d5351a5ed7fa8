import { ON_DARK } from "../../chart/palette.js";

const seriesOnDark = Object.entries(ON_DARK)
  .map(
    ([light, dark]) =>
      `svg.chart [fill="${light}"] { fill: ${dark}; } svg.chart [stroke="${light}"] { stroke: ${dark}; }`,
  )
  .join("\n  ");

/** Colours and fonts. Dark is for screens only: paper is white. */
export const COLOURS = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1b1b1b; --soft: #5c5f66; --rule: #dcdcd8; --shade: #0000001f; --link: #0b5c9e; --tint: #f5f5f2;
  --good: #0a6b46; --good-tint: #e3f3ea; --bad: #a33a00; --bad-tint: #fdebe0; --open: #55585f; --open-tint: #eeeeec;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", "URW Palladio L", Georgia, serif;
  --sans: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #16181c; --ink: #e6e4df; --soft: #a2a5ab; --rule: #34373d; --shade: #00000099; --link: #7fbdf2; --tint: #1e2126;
    --good: #7fd6a8; --good-tint: #14301f; --bad: #ffa979; --bad-tint: #3b2013; --open: #b5b8be; --open-tint: #2a2d32;
  }
  ${seriesOnDark}
}`;
