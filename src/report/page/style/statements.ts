/** Verdicts: badges, the count of each, statements one by one, and the table, whose rows are cards on a narrow screen. */
export const STATEMENTS = `
.badge { display: inline-block; padding: 0 0.5rem; border-radius: 1rem; font-weight: 600; font-size: 0.8125rem; line-height: 1.5; white-space: nowrap; font-family: var(--sans); }
.badge.good { color: var(--good); background: var(--good-tint); }
.badge.bad { color: var(--bad); background: var(--bad-tint); }
.badge.open { color: var(--open); background: var(--open-tint); }
.edge { color: var(--soft); font-size: 0.8125rem; white-space: nowrap; }
.tally, .checks { list-style: none; margin: 0; padding: 0; }
.tally { display: flex; flex-wrap: wrap; gap: 0.4rem 1.75rem; margin-bottom: 1.25rem; }
.tally b { font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.checks { font-size: 0.9375rem; line-height: 1.45; }
.checks li { padding: 0.8rem 0; border-top: 1px solid var(--rule); }
.checks p { margin: 0 0 0.3rem; }
.checks .finding { color: var(--soft); font-size: 0.875rem; }
.checks dl { margin: 0.4rem 0 0.2rem; font-size: 0.8125rem; }
.checks dl div { grid-template-columns: 7rem minmax(0, 1fr); }
details.all { margin-top: 1rem; }
.scroll { overflow-x: auto; border: solid var(--rule); border-width: 1px 0; }
table { width: 100%; border-collapse: collapse; font-size: 0.875rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
th { text-align: left; vertical-align: bottom; font-weight: 600; color: var(--soft); border-bottom: 1px solid var(--rule); }
th, td { padding: 0.5rem 1.1rem 0.5rem 0; }
th:last-child, td:last-child { padding-right: 0; }
td { vertical-align: top; }
td.words { min-width: 14rem; }
tbody tr + tr td { border-top: 1px solid var(--rule); }
td:last-child { min-width: 9rem; }
td.short { white-space: nowrap; }
.right { text-align: right; }
.center { text-align: center; }
@media screen and (max-width: 50rem) {
  .scroll thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .scroll table, .scroll tbody, .scroll tr, .scroll td { display: block; min-width: 0; }
  .scroll tr { padding: 0.75rem 0; }
  .scroll tbody tr + tr { border-top: 1px solid var(--rule); }
  .scroll tbody tr td { position: relative; min-height: 1.7em; padding: 0.15rem 0 0.15rem 6.5rem; border: 0; text-align: left; white-space: normal; }
  .scroll td::before { content: attr(data-label); position: absolute; left: 0; color: var(--soft); }
}`;
