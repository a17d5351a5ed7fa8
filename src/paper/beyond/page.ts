import { formatNumber } from "../../report/format.js";
import { isOrdinary, meanRatio } from "./chart.js";
import { type Cell, type Contender, contenders } from "./comparison.js";
import type { Design } from "./design.js";
import { known } from "./fixed-thresholds.js";
import { geometricMean, type MeanRatio, pairedRatio } from "./ratio.js";
import { cellTable, costText, decayText, markdownTable, ratioText } from "./table.js";

const forever = ({ decayTime }: Cell): boolean => decayTime === Number.POSITIVE_INFINITY;
const decaying = (cell: Cell): boolean => !forever(cell);
const dear = ({ maintenanceCost }: Cell): boolean => maintenanceCost >= 1e-3;

/** What is written with two digits after the point. */
const two = (value: number | null): string => (value === null ? "–" : value.toFixed(2));
const withError = ({ ratio, standardError }: MeanRatio): string => ratioText({ ratio, standardError });

const ratioOf = ({ outcomes, fixed }: Cell, name: Contender) => pairedRatio(outcomes[name], fixed.outcomes);

/** The cell where a contender does worst, in words. */
function worst(cells: readonly Cell[], name: Contender): string {
  const known = cells.flatMap((cell) => ratioOf(cell, name).ratio ?? []);
  return known.length === 0 ? "–" : two(Math.max(...known));
}

const lostIn = (cells: readonly Cell[], name: Contender): number =>
  cells.reduce((sum, cell) => sum + ratioOf(cell, name).lostCount, 0);

/** Means over cells, contender by contender. */
function meansTable(cells: readonly Cell[]): string {
  const ordinary = cells.filter(isOrdinary);
  const still = ordinary.filter(forever);
  const fading = ordinary.filter(decaying);
  const at = (cost: number) => (cell: Cell) => cell.maintenanceCost === cost;
  const headings = [
    ...["", "no decay, c ≥ 10⁻³", "c = 10⁻⁴", "c = 10⁻⁵", "worst cell"],
    ...["decay, c ≥ 10⁻³", "decay, all c", "worst cell", "runs lost"],
  ];
  const rows = contenders.map((name) => [
    name,
    ...[still.filter(dear), still.filter(at(1e-4)), still.filter(at(1e-5))].map((some) =>
      withError(meanRatio(some, name)),
    ),
    worst(still, name),
    ...[fading.filter(dear), fading].map((some) => withError(meanRatio(some, name))),
    worst(fading, name),
    // The offline optimum is not a rule that could fail to learn.
    name === "offline optimum" ? "–" : String(lostIn(ordinary, name)),
  ]);
  return markdownTable(headings, rows);
}

/** Energy over the offline optimum, contender by contender. */
function regretTable(cells: readonly Cell[]): string {
  const still = cells.filter((cell) => isOrdinary(cell) && forever(cell) && dear(cell));
  const regretOf = (outcomesOf: (cell: Cell) => Cell["ofEach"]): string =>
    withError(geometricMean(still.map((cell) => pairedRatio(outcomesOf(cell), cell.outcomes["offline optimum"]))));
  const rows = [
    ["best fixed θ", regretOf(({ fixed }) => fixed.outcomes)],
    ...contenders
      .filter((name) => name !== "offline optimum")
      .map((name) => [name, regretOf(({ outcomes }) => outcomes[name])]),
  ];
  return markdownTable(["", "regret"], rows);
}

/** An aim that was set before anything was run, and whether it is met. */
interface Aim {
  text: string;
  found: string;
  isMet: boolean;
}

function aimsOf(cells: readonly Cell[]): Aim[] {
  const [still, fading] = [cells.filter(forever), cells.filter(decaying)];
  const name = "adaptive excess";
  const mean = (some: readonly Cell[]) =>
    meanRatio(
      some.filter((cell) => dear(cell) && isOrdinary(cell)),
      name,
    );
  const atMost = (text: string, some: readonly Cell[], bound: number): Aim => {
    const found = mean(some);
    return { text: `${text} ≤ ${bound}`, found: withError(found), isMet: found.ratio !== null && found.ratio <= bound };
  };
  const dearest = (some: readonly Cell[]) => Math.max(...some.map((cell) => ratioOf(cell, name).ratio ?? 0));
  const [lost, lostOrdinarily] = [lostIn(fading, name), lostIn(fading.filter(isOrdinary), name)];
  return [
    atMost("without decay, c ≥ 10⁻³, mean", still, 0.75),
    {
      text: "without decay, c ≥ 10⁻⁵, nowhere > 1.15",
      found: `${two(dearest(still.filter(isOrdinary)))}; with load 1.8 ${two(dearest(still))}`,
      isMet: dearest(still) <= 1.15,
    },
    atMost("with decay, c ≥ 10⁻³, mean", fading, 0.85),
    {
      text: "with decay, runs that converge at the best fixed θ alone: none",
      found: `${lostOrdinarily}; with load 1.8 ${lost}`,
      isMet: lost === 0,
    },
  ];
}

/** Cells where adaptive excess costs more than the best fixed threshold, or does not converge where that does. */
function lossTable(cells: readonly Cell[]): string {
  const losing = cells.filter((cell) => {
    const { ratio, lostCount } = ratioOf(cell, "adaptive excess");
    return lostCount > 0 || (ratio !== null && ratio > 1);
  });
  if (losing.length === 0) return "There is no such cell.";
  const rows = losing.map((cell) => {
    const { load, decayTime, maintenanceCost, outcomes, fixed, excess, lastThreshold } = cell;
    return [
      ...[String(load), decayText(decayTime), costText(maintenanceCost)],
      ratioText(ratioOf(cell, "adaptive excess")),
      ratioText(ratioOf(cell, "best fixed excess")),
      `${known(outcomes["adaptive excess"]).length} / ${known(fixed.outcomes).length}`,
      formatNumber(Number(excess.threshold.toPrecision(3))),
      Number.isNaN(lastThreshold) ? "–" : formatNumber(Number(lastThreshold.toPrecision(3))),
    ];
  });
  const headings = [
    "load",
    "τ",
    "c",
    "adaptive excess",
    "best fixed excess",
    "converged, it / fixed θ",
    "best fixed θ, excess",
    "its θ at the end",
  ];
  return markdownTable(headings, rows);
}

/** The page on the comparison: means, aims, every cell, and where adaptive excess loses. */
export function comparisonPage(designs: readonly Design[], cells: readonly Cell[]): string {
  const [{ inputCount, maxEpochs, seeds }] = designs as [Design];
  const last = designs.at(-1)!.seeds;
  const fewer = last.length < seeds.length ? `; at load 1.8 ${last.length} of them` : "";
  const aims = aimsOf(cells).map(({ text, found, isMet }) => [text, found, isMet ? "met" : "missed"]);
  return `# Beyond the paper: what a threshold that tunes itself saves

<!-- Written by \`npm run beyond -- FOLDER\`. -->

A policy that consolidates only what exceeds θ (excess) and a threshold that tunes itself (adaptive), neither of which is in the paper, against
the paper's own \`local-local\`, which empties s (reset), at the fixed θ that is best in hindsight.
[self-tuning-threshold.md](self-tuning-threshold.md) derives them. \`npm run beyond -- FOLDER\` computes all of this
again; after an interruption the same command goes on where it ended.

Elsewhere: fronts of energy against learning time are drawn by \`syncache reproduce beyond --out FOLDER\`; two rules that know of no threshold are in
[rent-or-buy.md](rent-or-buy.md), computed by the study that it names; and the same policies are compared on MNIST in [beyond-digits.md](beyond-digits.md). What a correction for
subdiffusion, which is off by default, changes in these cells is told in [self-tuning-threshold.md](self-tuning-threshold.md#a-correction-for-subdiffusion-off-by-default).

A perceptron with N = ${inputCount} inputs learns at loads P/N of .5, 1 and 1.5, and 1.8 where that is possible, within ${maxEpochs} epochs, at five costs c and
five decay times τ (in time steps). ${seeds.length} seeds (${seeds[0]} to ${seeds.at(-1)}${fewer}), on which no constant of a policy was chosen. Beside it:

- **best fixed θ**, what all is compared with: \`local-local\` with one θ for all seeds of a cell, of those that are tried the one with fewest runs
  that do not converge, then with least mean energy. It is searched on the same seeds, which flatters it: no other rule knows them beforehand.
  θ is tried from 1 on in steps of 12 % (without decay the nearest half-integers), and 0 and, without decay, ∞.
- **best fixed excess**: the same with \`local-excess\`.
- **none**: every change is consolidated at once. **adaptive** and **clock**: \`--threshold adaptive\` and \`--policy clock\` with their defaults.
- **offline optimum**, without decay: the least that any policy could have paid on the same trajectory, had it known the future.

Numbers are energies over that at the best fixed θ: ratios of the means over those seeds at which both converge, ± a standard error from paired
differences. A run that converges at the best fixed θ and not otherwise is *lost*, and counted. Means over cells are geometric, over the loads .5, 1 and 1.5.

![What learning costs](images/beyond-the-paper.png)

## Means

${meansTable(cells)}

Energy over the offline optimum (regret), no decay, c ≥ 10⁻³; no rule that does not know the future is below about 1.47 on a random walk:

${regretTable(cells)}

## What was aimed at

For adaptive excess; set before these runs.

${markdownTable(["aim", "found", ""], aims)}

## Where it loses

Cells in which adaptive excess costs more than the best fixed θ, or does not converge where that does; with the best fixed θ of
\`local-excess\`, and that at which the adaptive one ends, the mean of the runs that converged.

${lossTable(cells)}

## Every cell

θ and energy are those of the best fixed θ, in weight units. The last but one column has adaptive excess over \`local-local\` with each seed at its own best
θ, which is stricter. The last has the mean number of epochs at the best fixed θ and with adaptive excess.

${cellTable(cells)}
`;
}
