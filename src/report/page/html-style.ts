import { ON_DARK } from "../chart/palette.js";

const seriesOnDark = Object.entries(ON_DARK)
  .map(
    ([light, dark]) =>
      `svg.chart [fill="${light}"] { fill: ${dark}; } svg.chart [stroke="${light}"] { stroke: ${dark}; }`,
  )
  .join("\n  ");

/**
 * The style of the report, in the page itself so that it opens offline. One column of text at a readable measure;
 * serif for prose, sans for tables and figures. Dark is for screens only: paper is white.
 */
export const HTML_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1b1b1b; --soft: #5c5f66; --rule: #dcdcd8; --shade: #0000001f; --link: #0b5c9e;
  --good: #0a6b46; --good-tint: #e3f3ea; --bad: #a33a00; --bad-tint: #fdebe0; --open: #55585f; --open-tint: #eeeeec;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", "URW Palladio L", Georgia, serif;
  --sans: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #16181c; --ink: #e6e4df; --soft: #a2a5ab; --rule: #34373d; --shade: #00000099; --link: #7fbdf2;
    --good: #7fd6a8; --good-tint: #14301f; --bad: #ffa979; --bad-tint: #3b2013; --open: #b5b8be; --open-tint: #2a2d32;
  }
  ${seriesOnDark}
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 var(--serif); }
main { max-width: 46rem; margin: 0 auto; padding: 3.5rem 1.25rem 5rem; }
h1, h2, h3, dl, caption, figcaption, nav, table, .generated, .notes, .files { font-family: var(--sans); }
h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.2rem); line-height: 1.2; letter-spacing: -0.01em; margin: 0 0 0.75rem; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 0.75rem; text-wrap: balance; }
h3 { font-size: 1rem; line-height: 1.35; margin: 1.6rem 0 0.4rem; }
dl { margin: 0; font-size: 0.9375rem; line-height: 1.5; }
dl div { display: grid; grid-template-columns: 8rem 1fr; gap: 0 1rem; padding: 0.3rem 0; border-top: 1px solid var(--rule); }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: break-word; }
@media (max-width: 32rem) { dl div { grid-template-columns: 1fr; } }
p { margin: 0 0 0.9rem; hyphens: auto; overflow-wrap: break-word; }
a { color: var(--link); text-underline-offset: 0.15em; text-decoration-thickness: 0.06em; }
sub { font-size: 0.72em; line-height: 0; }
/* Many text fonts have ² and ³ but not ⁻ and ⁴; all of them from one font look even. */
.power { font-family: "DejaVu Sans", "Segoe UI", system-ui, sans-serif; line-height: 0; }
.lead { font-size: 1.2rem; line-height: 1.5; }
.generated { font-size: 0.8125rem; line-height: 1.5; color: var(--soft); overflow-wrap: anywhere; }
nav { margin: 2rem 0 0; padding: 1rem 0; border: solid var(--rule); border-width: 1px 0; font-size: 0.9375rem; line-height: 1.45; }
nav ol { margin: 0; padding: 0; list-style: none; columns: 2 16rem; column-gap: 2rem; }
nav li { padding: 0.2rem 0; break-inside: avoid; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
section { margin-top: 3.25rem; scroll-margin-top: 1.5rem; }
figure { margin: 0; }
.panels { display: flex; flex-wrap: wrap; justify-content: center; align-items: flex-start; gap: 1.5rem 1rem; }
svg.chart { display: block; flex: 0 1 auto; min-width: 0; max-width: 100%; height: auto; color: var(--ink); }
svg.chart .paper { fill: none; }
figcaption { margin-top: 0.75rem; font-size: 0.9375rem; line-height: 1.5; }
.notes { margin: 0.6rem 0 0; padding-left: 1.1rem; font-size: 0.875rem; line-height: 1.5; color: var(--soft); }
.files { margin: 0.6rem 0 0; font-size: 0.875rem; color: var(--soft); }
.files a + a { margin-left: 0.9rem; }
.scroll {
  overflow-x: auto; border: solid var(--rule); border-width: 1px 0;
  /* A shadow at the edge behind which there is more: the cover moves with the table, the shadow with the box. */
  background:
    linear-gradient(to right, var(--paper) 30%, transparent) 0 0 / 2.5rem 100% no-repeat local,
    linear-gradient(to left, var(--paper) 30%, transparent) 100% 0 / 2.5rem 100% no-repeat local,
    linear-gradient(to right, var(--shade), transparent) 0 0 / 0.9rem 100% no-repeat scroll,
    linear-gradient(to left, var(--shade), transparent) 100% 0 / 0.9rem 100% no-repeat scroll;
}
.scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; font-size: 0.875rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
th { text-align: left; vertical-align: bottom; font-weight: 600; color: var(--soft); border-bottom: 1px solid var(--rule); }
th, td { padding: 0.5rem 0.9rem 0.5rem 0; }
th:last-child, td:last-child { padding-right: 0; }
td { vertical-align: top; min-width: 3.5rem; }
td.words { min-width: 11rem; }
tbody tr + tr td { border-top: 1px solid var(--rule); }
td.short { white-space: nowrap; }
.right { text-align: right; }
.center { text-align: center; }
.caption { font-size: 0.9375rem; color: var(--soft); font-family: var(--sans); line-height: 1.5; }
.badge { display: inline-block; padding: 0.1rem 0.55rem; border-radius: 1rem; font-weight: 600; font-size: 0.8125rem; white-space: nowrap; }
.badge.good { color: var(--good); background: var(--good-tint); }
.badge.bad { color: var(--bad); background: var(--bad-tint); }
.badge.open { color: var(--open); background: var(--open-tint); }
/* The table of verdicts has many columns of sentences: it takes the width of a wide screen, and on a narrow one every row is a card. */
@media screen and (min-width: 64rem) {
  .verdicts { width: min(78rem, 100vw - 4rem); margin-left: 50%; transform: translateX(-50%); }
}
@media screen and (max-width: 46rem) {
  .verdicts { background: none; }
  .verdicts thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .verdicts table, .verdicts tbody, .verdicts tr, .verdicts td { display: block; min-width: 0; }
  .verdicts tr { padding: 0.75rem 0; }
  .verdicts tbody tr + tr { border-top: 1px solid var(--rule); }
  .verdicts tbody tr td { position: relative; min-height: 1.7em; padding: 0.15rem 0 0.15rem 8rem; border: 0; text-align: left; white-space: normal; }
  .verdicts td::before { content: attr(data-label); position: absolute; left: 0; max-width: 7.5rem; color: var(--soft); }
}
@media print {
  :root { color-scheme: light; }
  @page { margin: 18mm 16mm; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  a { color: inherit; text-decoration: none; }
  section { margin-top: 1.6rem; }
  h2, h3 { break-after: avoid; }
  figure, svg.chart, tr, dl div { break-inside: avoid; }
  .scroll { overflow: visible; background: none; }
  .files { display: none; }
  .badge { border: 1px solid currentColor; background: none; }
}
`;
