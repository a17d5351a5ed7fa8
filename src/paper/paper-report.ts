import type { Entry, Report, Section } from "../report/page/html-report.js";
import type { Row } from "../schema/row.js";
import { type Claim, judge, type Measurement, type Verdict } from "./claim.js";
import { type Deviation, deviations } from "./deviations.js";
import type { Figure } from "./figure.js";

/** A claim with what was measured; null where the figures it needs were not asked for. */
export interface CheckedClaim {
  claim: Claim;
  measurement: Measurement | null;
}

export const verdictOf = ({ claim, measurement }: CheckedClaim): Verdict => judge(claim.band, measurement);

/** A figure as the report shows it. */
export interface DrawnFigure {
  figure: Figure;
  svg: string[];
  files: { label: string; href: string }[];
}

const short = (value: number): string => {
  if (Number.isNaN(value)) return "undefined";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  return Number(value.toPrecision(3)).toString();
};

/** "75.3 ± 1.2", or the range of several values. */
export function describeMeasurement(measurement: Measurement | null): string {
  if (measurement === null || measurement.values.length === 0) return "–";
  const { values, standardError } = measurement;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const error =
    standardError === null || standardError === undefined || Number.isNaN(standardError)
      ? ""
      : ` ± ${short(standardError)}`;
  return short(low) === short(high) ? `${short(low)}${error}` : `${short(low)} … ${short(high)}`;
}

function describeBand({ low, high }: Claim["band"]): string {
  if (low !== undefined && high !== undefined)
    return low === high ? `exactly ${short(low)}` : `${short(low)} … ${short(high)}`;
  return low === undefined ? `≤ ${short(high ?? Number.POSITIVE_INFINITY)}` : `≥ ${short(low)}`;
}

/** One row a claim, for the terminal, the CSV and the report. */
export function claimRow(checked: CheckedClaim): Row {
  const { claim, measurement } = checked;
  return {
    claim: claim.id,
    statement: claim.statement,
    where: claim.where,
    verdict: verdictOf(checked),
    found: describeMeasurement(measurement),
    expected: describeBand(claim.band),
    bandOrigin: claim.bandOrigin,
    measured: claim.measured,
    sample: measurement?.sample ?? "its figure was not asked for",
  };
}

/** "12 reproduced, 1 differs, 3 not checked." */
export function describeVerdicts(checked: readonly CheckedClaim[]): string {
  const count = (verdict: Verdict) => checked.filter((one) => verdictOf(one) === verdict).length;
  const differing = count("differs");
  const differ = `${differing} ${differing === 1 ? "differs" : "differ"}`;
  return `${count("reproduced")} reproduced, ${differ}, ${count("not checked")} not checked.`;
}

/** The table's caption, and every claim that differs with its numbers: nobody should have to look for those. */
function verdictSummary(checked: readonly CheckedClaim[]): string[] {
  const differing = checked.filter((one) => verdictOf(one) === "differs");
  const lines = differing.map((one) => {
    const { statement, found, expected, sample } = claimRow(one);
    return `Differs: ${statement}. Found ${found} (${sample}), expected ${expected}.`;
  });
  return [`Of ${checked.length} claims of the paper: ${describeVerdicts(checked)}`, ...lines];
}

function claimsSection(checked: readonly CheckedClaim[]): Section {
  return {
    kind: "table",
    title: "Claims and verdicts",
    caption:
      "Verdicts are computed: a claim is reproduced when every value found lies in the expected band. A range is the " +
      "smallest and largest of several values; ± is a standard error.",
    summary: verdictSummary(checked),
    badgeKey: "verdict",
    columns: [
      { key: "statement", label: "Claim" },
      { key: "verdict", label: "Verdict" },
      { key: "found", label: "Found", align: "right" },
      { key: "expected", label: "Expected", align: "right" },
      { key: "bandOrigin", label: "Why that band" },
      { key: "measured", label: "Measured" },
      { key: "sample", label: "Sample" },
      { key: "where", label: "In the paper" },
    ],
    rows: checked.map(claimRow),
  };
}

function deviationEntry({ matter, text, program, equation, here }: Deviation): Entry {
  const parts = [
    { label: "Text", text },
    { label: "Their program", text: program },
    { label: "Printed equation", text: equation },
    { label: "Here", text: here },
  ];
  return { heading: matter, parts: parts.flatMap(({ label, text }) => (text === undefined ? [] : [{ label, text }])) };
}

/** As the paper writes it: 3–s1A for "3-s1a". */
const figureName = (id: string): string =>
  id.replace(/(?<=\d)[a-z]$/, (panel) => panel.toUpperCase()).replace("-", "–");

/** The report of a reproduction: claims first, then the figures, then what differs and why. */
export function paperReport(
  figures: readonly DrawnFigure[],
  checked: readonly CheckedClaim[],
  generated: string,
): Report {
  return {
    title: "Energy efficient synaptic plasticity, reproduced",
    lead:
      "Changing a synapse for good costs energy. A synapse with a cheap transient part and an expensive persistent part, " +
      "consolidated only when a threshold is crossed, saves most of it: synaptic caching (Li and van Rossum, eLife " +
      "2020;9:e50804). Here are the paper's figures, computed anew, and what became of its claims.",
    generated,
    sections: [
      claimsSection(checked),
      ...figures.map(
        ({ figure, svg, files }): Section => ({
          kind: "figure",
          id: `figure-${figure.id}`,
          title: `Figure ${figureName(figure.id)}: ${figure.title}`,
          caption: figure.caption,
          svg,
          files,
        }),
      ),
      {
        kind: "entries",
        title: "Where paper, program and this differ",
        caption:
          "What the paper's text, its published program and its printed equations say, and what is computed here.",
        entries: deviations.map(deviationEntry),
      },
    ],
  };
}
