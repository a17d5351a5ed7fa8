import type { Row } from "../../schema/row.js";
import { escapeHtml, htmlText, uniqueId } from "./html.js";
import { HTML_STYLE } from "./html-style.js";
import { type Column, renderTable } from "./html-table.js";

/** A page of results. All text is plain text; only `svg` is markup, and it must come from `renderChart`. */
export interface Report {
  title: string;
  lead: string;
  /** What made the report: program, version, date, parameters. */
  generated: string;
  sections: Section[];
}

export type Section = ProseSection | TableSection | FigureSection | EntriesSection;

export interface ProseSection {
  kind: "prose";
  title?: string;
  paragraphs: string[];
}

export interface TableSection {
  kind: "table";
  title: string;
  caption?: string;
  /** Paragraphs above the table: what it comes to. */
  summary?: string[];
  columns: Column[];
  rows: Row[];
  /** Column whose values "reproduced", "differs" and "not checked" become badges. */
  badgeKey?: string;
}

export interface FigureSection {
  kind: "figure";
  /** The fragment by which the figure is linked. */
  id: string;
  title: string;
  caption: string;
  /** One panel each. */
  svg: string[];
  files?: { label: string; href: string }[];
  notes?: string[];
}

/** Matters of several parts each: on a narrow screen their sentences have more room below each other than in a table. */
export interface EntriesSection {
  kind: "entries";
  title: string;
  caption?: string;
  entries: Entry[];
}

export interface Entry {
  heading: string;
  parts: { label: string; text: string }[];
}

/**
 * The report as one HTML file: no script, nothing loaded from anywhere. The content policy makes the browser refuse
 * whatever would be, should a caller's markup ask for it.
 */
export function renderReport(report: Report): string {
  // Figures first: their ids are promised to others, so titles have to make way.
  const taken = new Set(report.sections.flatMap((section) => (section.kind === "figure" ? [section.id] : [])));
  const parts = report.sections.map((section) => ({
    section,
    id: section.kind === "figure" ? section.id : uniqueId(section.title ?? "text", taken),
  }));
  const entries = parts.filter(({ section }) => section.title !== undefined);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(report.title)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<main>
<header>
<h1>${htmlText(report.title)}</h1>
<p class="lead">${htmlText(report.lead)}</p>
<p class="generated">${htmlText(report.generated)}</p>
</header>
<nav aria-label="Contents">
<ol>
${entries.map(({ section, id }) => `<li><a href="#${escapeHtml(id)}">${htmlText(section.title!)}</a></li>`).join("\n")}
</ol>
</nav>
${parts.map(({ section, id }) => renderSection(section, id)).join("\n")}
</main>
</body>
</html>
`;
}

function renderSection(section: Section, id: string): string {
  const heading = section.title === undefined ? "" : `<h2>${htmlText(section.title)}</h2>\n`;
  return `<section id="${escapeHtml(id)}">\n${heading}${body(section)}\n</section>`;
}

function body(section: Section): string {
  switch (section.kind) {
    case "prose":
      return section.paragraphs.map((text) => `<p>${htmlText(text)}</p>`).join("\n");
    case "table":
      return [...(section.summary ?? []).map((text) => `<p>${htmlText(text)}</p>`), renderTable(section)].join("\n");
    case "figure":
      return renderFigure(section);
    case "entries":
      return renderEntries(section);
  }
}

function renderEntries({ caption, entries }: EntriesSection): string {
  const above = caption === undefined ? "" : `<p class="caption">${htmlText(caption)}</p>\n`;
  const shown = entries.map(({ heading, parts }) => {
    const lines = parts.map(({ label, text }) => `<div><dt>${htmlText(label)}</dt><dd>${htmlText(text)}</dd></div>`);
    return `<h3>${htmlText(heading)}</h3>\n<dl>\n${lines.join("\n")}\n</dl>`;
  });
  return above + shown.join("\n");
}

function renderFigure({ svg, caption, notes = [], files = [] }: FigureSection): string {
  const links = files.map(({ label, href }) => `<a href="${escapeHtml(href)}">${escapeHtml(label)}</a>`);
  // In HTML the namespace goes without saying, and without it the page names no address at all.
  const panels = svg.map((markup) => markup.replace(' xmlns="http://www.w3.org/2000/svg"', ""));
  return [
    `<figure>\n<div class="panels">\n${panels.join("\n")}</div>`,
    `<figcaption>${htmlText(caption)}</figcaption>\n</figure>`,
    notes.length > 0 ? `<ul class="notes">${notes.map((note) => `<li>${htmlText(note)}</li>`).join("")}</ul>` : "",
    links.length > 0 ? `<p class="files">${links.join(" ")}</p>` : "",
  ]
    .filter((part) => part !== "")
    .join("\n");
}
