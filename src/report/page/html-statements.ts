import { escapeHtml, htmlText } from "./html.js";
import { renderBadge } from "./html-badge.js";
import { type Column, renderTable } from "./html-table.js";
import type { Statement, StatementsSection, Verdict } from "./report.js";

/** A verdict, and that it could turn round, as one would say it. */
const verdictInWords = ({ verdict, isAtEdge }: Statement): string => `${verdict}${isAtEdge ? ", at the edge" : ""}`;

/** Names and texts as a list of terms. */
export function renderTerms(parts: readonly { label: string; text: string }[]): string {
  const lines = parts.map(({ label, text }) => `<div><dt>${htmlText(label)}</dt><dd>${htmlText(text)}</dd></div>`);
  return `<dl>\n${lines.join("\n")}\n</dl>`;
}

/** The figure that a statement belongs to, as a link where it is on the page. */
function figureOf({ figure, href }: Statement): string {
  const name = htmlText(figure);
  return ` <span class="edge">${href === undefined ? name : `<a href="${escapeHtml(href)}">${name}</a>`}</span>`;
}

/**
 * Statements one by one, each with its verdict and what was found, and folded how it was checked.
 *
 * @param where what follows a statement; nothing where all belong to the figure beside which they stand
 */
export function renderStatements(
  statements: readonly Statement[],
  where: (statement: Statement) => string = () => "",
): string {
  const items = statements.map((statement) => {
    const { text, finding, details } = statement;
    return `<li><p>${renderBadge(verdictInWords(statement))} ${htmlText(text)}${where(statement)}</p>
<p class="finding">${htmlText(finding)}</p>
<details><summary>How it was checked</summary>
${renderTerms(details)}
</details></li>`;
  });
  return `<ul class="checks">\n${items.join("\n")}\n</ul>`;
}

const VERDICTS: readonly Verdict[] = ["reproduced", "differs", "not checked"];

/** "✓ 34 reproduced, 2 of them at the edge", verdict by verdict. */
function tally(statements: readonly Statement[]): string {
  const counts = VERDICTS.map((verdict) => {
    const those = statements.filter((statement) => statement.verdict === verdict);
    const edge = those.filter(({ isAtEdge }) => isAtEdge).length;
    const remark = edge === 0 ? "" : ` <span class="edge">${edge} at the edge</span>`;
    return `<li><b>${those.length}</b> ${renderBadge(verdict)}${remark}</li>`;
  });
  return `<ul class="tally">${counts.join("")}</ul>`;
}

const COLUMNS: Column[] = [
  { key: "statement", label: "Statement" },
  { key: "figure", label: "Figure", hrefKey: "href" },
  { key: "verdict", label: "Verdict" },
  { key: "found", label: "Found" },
  { key: "expected", label: "Expected" },
];

/** The count of every verdict and what it means, the statements that differ in full, and a table of all, folded. */
export function renderStatementsSection({ title, caption, statements }: StatementsSection): string {
  const differing = statements.filter(({ verdict }) => verdict === "differs");
  const rows = statements.map((statement) => ({
    ...{ statement: statement.text, figure: statement.figure, href: statement.href ?? null },
    ...{ verdict: verdictInWords(statement), found: statement.found, expected: statement.expected },
  }));
  return [
    tally(statements),
    `<p class="caption">${htmlText(caption)}</p>`,
    ...(differing.length > 0 ? [renderStatements(differing, figureOf)] : []),
    `<details class="all"><summary>All ${statements.length} statements in a table</summary>`,
    renderTable({ title, columns: COLUMNS, rows, badgeKey: "verdict" }),
    "</details>",
  ].join("\n");
}
