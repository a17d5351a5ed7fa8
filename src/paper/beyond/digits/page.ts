import { mean, standardError } from "../../../math/statistics.js";
import { formatNumber } from "../../../report/format.js";
import { known } from "../fixed-thresholds.js";
import { geometricMean, pairedRatio } from "../ratio.js";
import { costText, decayText, markdownTable, ratioText } from "../table.js";
import { ACCURACIES, type DigitCell, type DigitContender, digitContenders, SMOOTHED_OVER } from "./cells.js";

/** Set before anything was run: at this accuracy adaptive excess is nowhere above 1, and this in the geometric mean. */
const AIM = { accuracy: 0.93, nowhereAbove: 1, mean: 0.85 };

const ratioOf = ({ outcomes, fixed }: DigitCell, name: DigitContender) => pairedRatio(outcomes[name], fixed.outcomes);

const meanOf = (cells: readonly DigitCell[], name: DigitContender) =>
  geometricMean(cells.map((cell) => ratioOf(cell, name)));

const lostOf = (cells: readonly DigitCell[], name: DigitContender): number =>
  cells.reduce((sum, cell) => sum + ratioOf(cell, name).lostCount, 0);

/** Means over decay times and costs, contender by contender. */
function meansTable(cells: readonly DigitCell[]): string {
  const rows = digitContenders.map((name) => [
    name,
    ...ACCURACIES.map((accuracy) => {
      const there = cells.filter((cell) => cell.accuracy === accuracy);
      return ratioText({ ...meanOf(there, name), lostCount: lostOf(there, name) });
    }),
  ]);
  return markdownTable(["", ...ACCURACIES.map((accuracy) => `to ${accuracy}`)], rows);
}

function aimsTable(cells: readonly DigitCell[]): string {
  const there = cells.filter(({ accuracy }) => accuracy === AIM.accuracy);
  const ratios = there.flatMap((cell) => ratioOf(cell, "adaptive excess").ratio ?? []);
  const isComplete = ratios.length === there.length;
  const [largest, average] = [Math.max(...ratios), meanOf(there, "adaptive excess")];
  const met = (isMet: boolean): string => (isComplete && isMet ? "met" : "missed");
  return markdownTable(
    ["aim", "found", ""],
    [
      [
        `to ${AIM.accuracy}, in each of ${there.length} cells ≤ ${AIM.nowhereAbove}`,
        largest.toFixed(2),
        met(largest <= AIM.nowhereAbove),
      ],
      [
        `to ${AIM.accuracy}, mean ≤ ${AIM.mean}`,
        ratioText(average),
        met(average.ratio !== null && average.ratio <= AIM.mean),
      ],
    ],
  );
}

function regretText(regrets: readonly number[]): string {
  if (regrets.length === 0) return "–";
  const error = regrets.length > 1 ? ` ± ${standardError(regrets).toFixed(2).replace(/^0/, "")}` : "";
  return `${mean(regrets).toFixed(2)}${error}`;
}

const averageOf = (cell: DigitCell, name: "fixed" | "adaptive excess", key: "energy" | "epochCount"): number | null => {
  const outcomes = known(name === "fixed" ? cell.fixed.outcomes : cell.outcomes[name]);
  return outcomes.length === 0 ? null : mean(outcomes.map((outcome) => outcome[key]));
};

const shown = (value: number | null, digits = 3): string =>
  value === null ? "–" : formatNumber(Number(value.toPrecision(digits)));

function cellTable(cells: readonly DigitCell[]): string {
  const rows = cells.map((cell) => [
    ...[String(cell.accuracy), decayText(cell.decayTime), costText(cell.maintenanceCost)],
    ...[shown(cell.fixed.threshold), shown(averageOf(cell, "fixed", "energy"))],
    ...digitContenders.map((name) => ratioText(ratioOf(cell, name))),
    regretText(cell.regrets),
    `${shown(averageOf(cell, "fixed", "epochCount"), 2)} → ${shown(averageOf(cell, "adaptive excess", "epochCount"), 2)}`,
  ]);
  const headings = [
    "to",
    "τ",
    "c",
    "θ",
    "energy",
    ...digitContenders,
    "regret of adaptive excess",
    "epochs, θ → excess",
  ];
  return markdownTable(headings, rows);
}

/** The page on digits: means, aims, every cell. */
export function digitsPage(cells: readonly DigitCell[], seeds: readonly number[], thresholdCount: number): string {
  return `# Beyond the paper: digits

<!-- Written by \`npm run beyond-digits -- FIXED TUNED OFFLINE\`. -->

A network with 100 hidden units learns MNIST, with the gradient of the published figures and ${seeds.length} seeds (${seeds[0]} to ${seeds.at(-1)}), on which no constant of a
policy was chosen. [beyond-the-paper.md](beyond-the-paper.md) is the same for a perceptron, and explains the names of the policies;
[self-tuning-threshold.md](self-tuning-threshold.md) derives them. Rent-or-buy is a rule for the perceptron alone, and not among them.

Every 1000 patterns the network is tested. An accuracy is reached where the mean of ${SMOOTHED_OVER} evaluations in a row reaches it, and the energy there is the mean of the
same ${SMOOTHED_OVER}: a single evaluation above it is chance, and comes early. One run gives all accuracies.

Numbers are energies over that of \`local-local\` at the best fixed θ: one for all seeds of a cell, of ${thresholdCount} that were tried, the one at which fewest runs do not get
there within 150 000 patterns, then that of least mean energy. It is searched on the same seeds, which flatters it. ± is a standard error from paired differences of seeds; a
run that does not get there where that at the best fixed θ does is *lost*.

\`\`\`sh
syncache sweep examples/studies/digits-fixed.yaml --out FIXED
syncache sweep examples/studies/digits-tuned.yaml --out TUNED
syncache sweep examples/studies/digits-offline.yaml --out OFFLINE
npm run beyond-digits -- FIXED TUNED OFFLINE
\`\`\`

## Means

Geometric, over decay times τ (in patterns) and costs c.

${meansTable(cells)}

## What was aimed at

For adaptive excess; set before these runs.

${aimsTable(cells)}

## Every cell

θ and energy are those of the best fixed θ, in weight units. Regret is energy over the least that any policy could have paid for the same trajectory, which without decay is
defined; it is computed at the end of a run, so that these runs are others, which end at the accuracy.

${cellTable(cells)}
`;
}
