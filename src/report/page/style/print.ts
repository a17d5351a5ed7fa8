/**
 * On paper nothing can be unfolded and no link be followed: what is folded is open, addresses are written out, and no
 * heading, drawing, statement or row is cut in two. How the statements that differ were checked stands beside their figures.
 */
export const PRINT = `
@media print {
  :root { color-scheme: light; }
  @page { margin: 16mm 15mm; }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  a { color: inherit; text-decoration: none; }
  a[href^="http"]::after { content: " (" attr(href) ")"; }
  .files a { font-size: 0; }
  .files a::after { font-size: 8pt; content: attr(href); }
  nav { break-inside: avoid; }
  section { margin-top: 1.6rem; }
  h2, h3, summary { break-after: avoid; }
  h2, h3, .panel, .checks li, tr, dl div, .pair { break-inside: avoid; }
  .panel { max-width: 14.2cm; }
  .statements .checks details { display: none; }
  .checks, .caption { font-size: 9.5pt; }
  .checks .finding, .checks dl, table, figcaption { font-size: 8.5pt; }
  .checks li { padding: 0.4rem 0; }
  .checks dl div { padding: 0.1rem 0; }
  th, td { padding: 0.25rem 0.7rem 0.25rem 0; }
  td.words { min-width: 6cm; }
  td:last-child { min-width: 2.4cm; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
  summary { color: inherit; list-style: none; }
  .scroll { overflow: visible; }
  .badge { border: 1px solid currentColor; background: none; }
}`;
