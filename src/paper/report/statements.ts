import type { Statement } from "../../report/page/report.js";
import { isAtEdge } from "../claim.js";
import { type CheckedClaim, verdictOf } from "./checked-claim.js";
import type { DrawnFigure } from "./drawn-figure.js";
import { figureFragment, figureName } from "./figure-name.js";
import { asSentence, expectedInWords, findingOf, foundInWords } from "./finding.js";

/**
 * A claim as the page shows it: a sentence with its verdict, what was found, and folded how it was checked.
 *
 * @param drawn figures that are on the page
 */
export function statementOf(checked: CheckedClaim, drawn: readonly DrawnFigure[]): Statement {
  const { claim, measurement } = checked;
  const isDrawn = drawn.some(({ figure }) => figure.id === claim.figure);
  const details = [
    { label: "The paper’s words", text: claim.quote === undefined ? undefined : `“${claim.quote}”` },
    { label: "Read as", text: claim.reading },
    { label: "Measured", text: claim.measured },
    { label: "Why that band", text: claim.bandOrigin },
    ...(claim.isBeyondPaper ? [] : [{ label: "In the paper", text: claim.where }]),
  ];
  return {
    text: `${claim.statement}.`,
    verdict: verdictOf(checked),
    isAtEdge: isAtEdge(claim.band, measurement),
    found: foundInWords(measurement, claim.band),
    expected: expectedInWords(claim.band),
    finding: findingOf(checked),
    figure: figureName(claim.figure),
    ...(isDrawn ? { href: `#${figureFragment(claim.figure)}` } : {}),
    details: details.flatMap(({ label, text }) => (text === undefined ? [] : [{ label, text: asSentence(text) }])),
  };
}
