import type { FigureSection, PairSection, Report, StatementsSection } from "../report/page/report.js";
import { paperFigures } from "./figures.js";
import type { CheckedClaim } from "./report/checked-claim.js";
import { deviationSection } from "./report/deviation-section.js";
import type { DrawnFigure } from "./report/drawn-figure.js";
import { figureFragment, figureName } from "./report/figure-name.js";
import { headlineOf, leadOf } from "./report/headline.js";
import { statementOf } from "./report/statements.js";

export { type CheckedClaim, claimRow, describeVerdicts, verdictOf } from "./report/checked-claim.js";
export type { DrawnFigure } from "./report/drawn-figure.js";
export { findingOf } from "./report/finding.js";
export { plainMeasurement as describeMeasurement } from "./report/plain-words.js";

/** The charts that say most: what caching saves in the perceptron, and in a network that learns digits. */
const KEY_CHARTS = ["figure-2c-energy", "figure-5b"];

function keySection(drawn: readonly DrawnFigure[]): PairSection[] {
  const panels = drawn.flatMap(({ figure, panels }) =>
    panels
      .filter(({ chart }) => KEY_CHARTS.includes(chart.name))
      .map((panel) => ({ panel, link: { label: figureName(figure.id), href: `#${figureFragment(figure.id)}` } })),
  );
  return panels.length === 0 ? [] : [{ kind: "pair", title: "The result in short", panels }];
}

function verdictSection(drawn: readonly DrawnFigure[], checked: readonly CheckedClaim[]): StatementsSection[] {
  const ofPaper = checked.filter(({ claim }) => !claim.isBeyondPaper);
  if (ofPaper.length === 0) return [];
  const caption =
    "Verdicts are computed: a statement is reproduced when every value found lies in the band that the paper or the theory " +
    "leads one to expect. Several values are given by their smallest and largest; ± is a standard error. At the edge is a " +
    "verdict that other seeds could well turn round.";
  return [
    {
      kind: "statements",
      title: "What became of the paper’s statements",
      caption,
      statements: ofPaper.map((one) => statementOf(one, drawn)),
    },
  ];
}

/** What is claimed here and not in the paper, in a list of its own: it counts as none of the paper's statements. */
function beyondSection(drawn: readonly DrawnFigure[], checked: readonly CheckedClaim[]): StatementsSection[] {
  const beyond = checked.filter(({ claim }) => claim.isBeyondPaper);
  if (beyond.length === 0) return [];
  const caption =
    "None of this is in the paper, and none of it is counted among the paper’s statements. Bands come from theory, or are aims that were set " +
    "before this program ran it, after a prototype had chosen the price of time and the window of the rate on such cells; “reproduced” says that what was found lies in the band. Verdicts are computed as those of the paper’s statements.";
  const statements = beyond.map((one) => statementOf(one, drawn));
  return [{ kind: "statements", title: "Beyond the paper", caption, statements }];
}

/** A figure with the claims that belong to it, those that are not the paper's apart. */
function figureSection(drawn: DrawnFigure, checked: readonly CheckedClaim[]): FigureSection {
  const { figure, panels, files } = drawn;
  const own = checked.filter(({ claim }) => claim.figure === figure.id);
  return {
    kind: "figure",
    id: figureFragment(figure.id),
    title: `${figureName(figure.id)}: ${figure.title}`,
    caption: figure.caption,
    panels,
    files,
    statements: own.filter(({ claim }) => !claim.isBeyondPaper).map((one) => statementOf(one, [drawn])),
    beyond: own.filter(({ claim }) => claim.isBeyondPaper).map((one) => statementOf(one, [drawn])),
  };
}

/**
 * The report of a reproduction: what was found, the figures that show it, what became of every claim; then the figures
 * with their claims beside them, what is claimed beyond the paper and its figures, and what differs and why.
 */
export function paperReport(
  drawn: readonly DrawnFigure[],
  checked: readonly CheckedClaim[],
  generated: string,
): Report {
  const headline = headlineOf(drawn);
  const isOfPaper = ({ figure }: DrawnFigure): boolean => paperFigures.some(({ id }) => id === figure.id);
  const [ofPaper, others] = [drawn.filter(isOfPaper), drawn.filter((one) => !isOfPaper(one))];
  return {
    title: "Energy efficient synaptic plasticity, reproduced",
    ...(headline === undefined ? {} : { headline }),
    lead: leadOf(drawn, checked),
    source: { label: "Li and van Rossum, eLife 2020;9:e50804", href: "https://doi.org/10.7554/eLife.50804" },
    generated,
    result: [...keySection(drawn), ...verdictSection(drawn, checked)],
    sections: [
      ...ofPaper.map((one) => figureSection(one, checked)),
      ...beyondSection(drawn, checked),
      ...others.map((one) => figureSection(one, checked)),
      deviationSection,
    ],
  };
}
