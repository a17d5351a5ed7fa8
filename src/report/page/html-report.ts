import { escapeHtml, htmlText, uniqueId } from "./html.js";
import { renderPanel } from "./html-panel.js";
import { renderStatements, renderStatementsSection, renderTerms } from "./html-statements.js";
import { HTML_STYLE } from "./html-style.js";
import type { EntriesSection, FigureSection, Link, PairSection, Report, Section } from "./report.js";

/**
 * The report as one HTML file: no script, nothing loaded from anywhere. The content policy makes the browser refuse
 * whatever would be, should a caller's markup ask for it. Where it leads elsewhere is a link, which is followed by hand.
 */
export function renderReport(report: Report): string {
  const { title, headline = title, lead, source, generated, notice, result, sections } = report;
  // Figures first: their ids are promised to others, so titles have to make way.
  const all = [...result, ...sections];
  const taken = new Set(["contents", ...all.flatMap((section) => (section.kind === "figure" ? [section.id] : []))]);
  const ids = new Map(
    all.map((section) => [section, section.kind === "figure" ? section.id : uniqueId(section.title, taken)]),
  );
  const contents = sections.map(
    (section) => `<li><a href="#${escapeHtml(ids.get(section)!)}">${htmlText(section.title)}</a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<main>
<header>
${notice === undefined ? "" : `<p class="notice" role="status">${htmlText(notice)}</p>\n`}${headline === title ? "" : `<p class="kicker">${htmlText(title)}</p>\n`}<h1>${htmlText(headline)}</h1>
${lead.map((text) => `<p class="lead">${htmlText(text)}</p>`).join("\n")}
<p class="generated">${source === undefined ? "" : `${renderLink(source)}. `}${htmlText(generated)}</p>
</header>
${result.map((section) => renderSection(section, ids.get(section)!)).join("\n")}
<nav aria-labelledby="contents">
<h2 id="contents">Contents</h2>
<ol>
${contents.join("\n")}
</ol>
</nav>
${sections.map((section) => renderSection(section, ids.get(section)!)).join("\n")}
</main>
</body>
</html>
`;
}

const renderLink = ({ label, href }: Link): string => `<a href="${escapeHtml(href)}">${htmlText(label)}</a>`;

function renderSection(section: Section, id: string): string {
  return `<section id="${escapeHtml(id)}" class="${section.kind}">\n<h2>${htmlText(section.title)}</h2>\n${body(section)}\n</section>`;
}

function body(section: Section): string {
  switch (section.kind) {
    case "figure":
      return renderFigure(section);
    case "pair":
      return renderPair(section);
    case "statements":
      return renderStatementsSection(section);
    case "entries":
      return renderEntries(section);
  }
}

function renderPair({ panels }: PairSection): string {
  return `<div class="panels">\n${panels.map(({ panel, link }) => renderPanel(panel, link)).join("\n")}\n</div>`;
}

/** Panels, caption and files in one column, and in the other what was checked. */
function renderFigure({ panels, caption, files = [], statements = [], beyond = [] }: FigureSection): string {
  const links = files.map(renderLink);
  const shown = [
    `<div class="panels">\n${panels.map((panel) => renderPanel(panel)).join("\n")}\n</div>`,
    `<p class="caption">${htmlText(caption)}</p>`,
    ...(links.length > 0 ? [`<p class="files">${links.join(" ")}</p>`] : []),
  ].join("\n");
  const lists = [
    { heading: "What the paper says", list: statements },
    { heading: "Beyond the paper", list: beyond },
  ].filter(({ list }) => list.length > 0);
  if (lists.length === 0) return shown;
  const checks = lists.map(({ heading, list }) => `<h3>${heading}</h3>\n${renderStatements(list)}`).join("\n");
  return `<div class="beside">\n<div>\n${shown}\n</div>\n<div>\n${checks}\n</div>\n</div>`;
}

function renderEntries({ caption, entries }: EntriesSection): string {
  const above = caption === undefined ? "" : `<p class="caption">${htmlText(caption)}</p>\n`;
  return above + entries.map(({ heading, parts }) => `<h3>${htmlText(heading)}</h3>\n${renderTerms(parts)}`).join("\n");
}
