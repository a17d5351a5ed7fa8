/** A drawing is 560 pixels wide, or 336 where its column has less room than this: letters hardly shrink. */
const NARROW_COLUMN = "33rem";

/** Panels, each with the drawing that fits its column, and what was checked beside them where the screen is wide. */
export const FIGURES = `
figure { margin: 0; }
.panels { display: grid; gap: 2rem 1.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 33rem), 1fr)); align-items: start; }
.pair .panels { grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); }
.panel { container-type: inline-size; max-width: 36rem; min-width: 0; position: relative; }
.panel h3 { margin: 0 0 0.2rem; text-wrap: balance; }
.narrow { display: none; }
@container (max-width: ${NARROW_COLUMN}) {
  .wide { display: none; }
  .narrow { display: block; max-width: 26rem; }
}
svg.chart { display: block; width: 100%; height: auto; color: var(--ink); }
svg.chart .paper { fill: none; }
figcaption { font-size: 0.8125rem; line-height: 1.5; color: var(--soft); }
figcaption p { margin: 0 0 0.25rem; }
.caption { margin: 0.9rem 0 0.6rem; font-size: 0.9375rem; line-height: 1.5; }
.files { margin: 0; font-size: 0.8125rem; color: var(--soft); }
.files a { white-space: nowrap; margin-right: 0.9rem; }
.beside .checks { margin-top: 1.5rem; }
@media screen and (min-width: 66rem) {
  .beside .checks { margin-top: 0; }
  .beside { display: grid; grid-template-columns: 36rem minmax(0, 1fr); gap: 0 3rem; align-items: start; }
}`;
