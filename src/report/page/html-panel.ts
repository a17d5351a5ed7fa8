import { chartInWords } from "./chart-words.js";
import { escapeHtml, htmlText } from "./html.js";
import type { Panel } from "./panel.js";
import type { Link } from "./report.js";

/** Ids and what refers to them, in the drawings of `renderChart`. */
const IDS = / id="|url\(#|aria-labelledby="/g;

/** A drawing as a part of the page, described by the element of an id; `prefix` tells it from the same drawing elsewhere. */
function inlined(svg: string, prefix: string, describedBy: string): string {
  // In HTML the namespace goes without saying, and without it the page names no address at all.
  const bare = svg.replace(' xmlns="http://www.w3.org/2000/svg"', ` aria-describedby="${escapeHtml(describedBy)}"`);
  return prefix === "" ? bare : bare.replace(IDS, (before) => `${before}${prefix}`);
}

/**
 * A chart with its title as a heading and its notes as text; both drawings of it, of which the style shows one. With a
 * link it is the short form, which leads to the whole one.
 */
export function renderPanel({ chart, wide, narrow }: Panel, link?: Link): string {
  const prefix = link === undefined ? "" : "short-";
  const id = `${prefix}${chart.name}-words`;
  const notes = (chart.notes ?? []).map((note) => `<p>${htmlText(note)}</p>`).join("");
  const below =
    link === undefined
      ? notes
      : `<p><a href="${escapeHtml(link.href)}">${htmlText(link.label)}</a>, with its notes</p>`;
  return `<figure class="panel">
<h3>${htmlText(chart.title)}</h3>
<div class="wide">${inlined(wide, prefix, id)}</div>
<div class="narrow">${inlined(narrow, prefix, id)}</div>
<p class="unseen" id="${escapeHtml(id)}">${htmlText(chartInWords(chart))}</p>${below === "" ? "" : `\n<figcaption>${below}</figcaption>`}
</figure>`;
}
