/** Headings, paragraphs, lists and links, in a column as wide as the screen allows; prose at a readable measure. */
export const TEXT = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 var(--serif); }
main { max-width: 74rem; margin: 0 auto; padding: 3rem 1.2rem 5rem; }
h1, h2, h3, dl, nav, table, .kicker, .generated, .notice, .files, .caption, figcaption, .checks, .tally, summary { font-family: var(--sans); }
h1 { max-width: 26em; font-size: clamp(1.5rem, 1.1rem + 2vw, 2.3rem); line-height: 1.2; letter-spacing: -0.01em; margin: 0 0 1rem; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 1rem; text-wrap: balance; }
h3 { font-size: 1rem; line-height: 1.35; margin: 1.6rem 0 0.4rem; }
p { margin: 0 0 0.9rem; overflow-wrap: break-word; }
header p, .entries dl, .entries h3, .caption, .checks { max-width: 46rem; }
a { color: var(--link); text-underline-offset: 0.15em; text-decoration-thickness: 0.06em; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
sub, sup { font-size: 0.72em; line-height: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.kicker { color: var(--soft); font-size: 0.9375rem; margin-bottom: 0.5rem; }
.lead { font-size: 1.15rem; line-height: 1.5; }
.generated { font-size: 0.8125rem; line-height: 1.5; color: var(--soft); overflow-wrap: anywhere; }
.notice { padding: 0.6rem 0.9rem; background: var(--open-tint); border-left: 3px solid var(--open); font-size: 0.9375rem; }
nav { margin: 3rem 0 0; padding: 1.25rem 0 1rem; border: solid var(--rule); border-width: 1px 0; font-size: 0.9375rem; line-height: 1.45; }
nav h2 { font-size: 1rem; margin-bottom: 0.4rem; }
nav ol { margin: 0; padding: 0; list-style: none; columns: 3 18rem; column-gap: 2rem; }
nav li { padding: 0.2rem 0; break-inside: avoid; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
section { margin-top: 3.25rem; scroll-margin-top: 1.5rem; }
dl { margin: 0; font-size: 0.9375rem; line-height: 1.5; }
dl div { display: grid; grid-template-columns: 8rem 1fr; gap: 0 1rem; padding: 0.3rem 0; border-top: 1px solid var(--rule); }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: break-word; min-width: 0; }
@media (max-width: 32rem) { dl div { grid-template-columns: 1fr; } }
summary { cursor: pointer; color: var(--link); font-size: 0.875rem; width: fit-content; }`;
