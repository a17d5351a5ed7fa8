import type { Row } from "../../schema/row.js";
import { formatCells, type NumberForm } from "../format.js";
import { escapeHtml, htmlText } from "./html.js";

export interface Column {
  key: string;
  label: string;
  /** Numbers stand to the right and words to the left when absent. */
  align?: "left" | "right" | "center";
  /** How its numbers are written; as measured ones when absent. */
  form?: NumberForm;
}

/** A verdict has a colour and a symbol: neither grey print nor a colour-blind reader may lose it. */
const BADGES: Record<string, { tone: string; symbol: string }> = {
  reproduced: { tone: "good", symbol: "✓" },
  differs: { tone: "bad", symbol: "≠" },
  "not checked": { tone: "open", symbol: "○" },
};

interface Table {
  title: string;
  caption?: string;
  columns: Column[];
  rows: Row[];
  badgeKey?: string;
}

/** A table in a box of its own, which scrolls sideways where the screen is too narrow for it. */
export function renderTable({ title, caption, columns, rows, badgeKey }: Table): string {
  const classes = columns.map((column) => cellClasses(column, rows));
  const attribute = (i: number) => (classes[i] === "" ? "" : ` class="${classes[i]}"`);
  const head = columns.map(({ label }, i) => `<th scope="col"${attribute(i)}>${htmlText(label)}</th>`).join("");
  const texts = columns.map(({ key, form }) => {
    return formatCells(
      rows.map((row) => row[key]),
      form,
    );
  });
  const lines = rows.map((_, line) => {
    const cells = columns.map(({ key, label }, i) => {
      const text = texts[i]![line]!;
      // Where rows are stacked on a narrow screen, the heading stands beside its cell.
      const name = badgeKey === undefined ? "" : ` data-label="${escapeHtml(label)}"`;
      return `<td${attribute(i)}${name}>${key === badgeKey ? badge(text) : htmlText(text)}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  const above = caption === undefined ? "" : `<p class="caption">${htmlText(caption)}</p>\n`;
  // The box takes the focus, so that it can be scrolled from the keyboard.
  return `${above}<div class="scroll${badgeKey === undefined ? "" : " verdicts"}" role="region" tabindex="0" aria-label="${escapeHtml(title)}">
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

function badge(text: string): string {
  const look = BADGES[text];
  if (!look) return htmlText(text);
  return `<span class="badge ${look.tone}"><span aria-hidden="true">${look.symbol}</span> ${text}</span>`;
}
