/**
 * On paper nothing can be unfolded and no link be followed: what is folded is open, addresses are written out, and no
 * drawing, statement or row is cut in two.
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
  .panel, .checks li, tr, dl div, .pair { break-inside: avoid; }
  .panel { max-width: 15cm; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
  summary { color: inherit; list-style: none; }
  .scroll { overflow: visible; }
  .badge { border: 1px solid currentColor; background: none; }
}`;
