import type { Row } from "../../schema/row.js";
import { formatCells, type NumberForm } from "../format.js";
import { escapeHtml, htmlText } from "./html.js";
import { renderBadge } from "./html-badge.js";

export interface Column {
  key: string;
  label: string;
  /** Numbers stand to the right and words to the left when absent. */
  align?: "left" | "right" | "center";
  /** How its numbers are written; as measured ones when absent. */
  form?: NumberForm;
  /** Column, not shown, with the address that a cell of this one leads to. */
  hrefKey?: string;
}

interface Table {
  /** Names the table for those who do not see it. */
  title: string;
  columns: Column[];
  rows: Row[];
  /** Column whose verdicts become badges. */
  badgeKey?: string;
}

/**
 * A table in a box of its own, which scrolls sideways should it be too wide all the same. On a narrow screen its rows are
 * cards, in which every cell has its heading beside it.
 */
export function renderTable({ title, columns, rows, badgeKey }: Table): string {
  const classes = columns.map((column) => cellClasses(column, rows));
  const attribute = (i: number) => (classes[i] === "" ? "" : ` class="${classes[i]}"`);
  const head = columns.map(({ label }, i) => `<th scope="col"${attribute(i)}>${htmlText(label)}</th>`).join("");
  const texts = columns.map(({ key, form }) => {
    return formatCells(
      rows.map((row) => row[key]),
      form,
    );
  });
  const lines = rows.map((row, line) => {
    const cells = columns.map(({ key, label, hrefKey }, i) => {
      const text = texts[i]![line]!;
      const shown = key === badgeKey ? renderBadge(text) : htmlText(text);
      const href = hrefKey === undefined ? null : row[hrefKey];
      const cell = typeof href === "string" ? `<a href="${escapeHtml(href)}">${shown}</a>` : shown;
      return `<td${attribute(i)} data-label="${escapeHtml(label)}">${cell}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  // The box takes the focus, so that it can be scrolled from the keyboard.
  return `<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(title)}">
<table>
<thead><tr>${head}</tr></thead>
<tbody>
${lines.join("\n")}
</tbody>
</table>
</div>`;
}

function cellClasses({ key, align }: Column, rows: Row[]): string {
  const values = rows.map((row) => row[key] ?? null).filter((value) => value !== null);
  const longest = Math.max(0, ...values.map((value) => (typeof value === "string" ? value.length : 0)));
  const numbers = values.some((value) => typeof value === "number") && longest <= 20;
  const side = align ?? (numbers ? "right" : "left");
  // Sentences need room, or a narrow screen would show them a word a line; numbers and names are not broken at all.
  const breaking = longest > 40 ? "words" : longest <= 20 ? "short" : "";
  return [side === "left" ? "" : side, breaking].filter((name) => name !== "").join(" ");
}
