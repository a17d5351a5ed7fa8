import { meanRatio } from "../../beyond/chart.js";
import { type Cell, comparisonCells, comparisonJobs, contenders } from "../../beyond/comparison.js";
import { SHOWN } from "../../beyond/design.js";
import { known } from "../../beyond/fixed-thresholds.js";
import { geometricMean, type MeanRatio, pairedRatio } from "../../beyond/ratio.js";
import type { Claim, Measurement } from "../../claim.js";
import { counted } from "../../sample.js";
import type { Scale } from "../../scale.js";

const ADAPTIVE = "adaptive excess";

/** What no causal rule is below on a random walk: reflection at the best θ over the offline optimum, 1/.68. */
const LEAST_REGRET = 1.47;

const isLasting = ({ decayTime }: Cell): boolean => decayTime === Number.POSITIVE_INFINITY;
/** Where holding costs so much that the aims are set: below, hardly anything is consolidated before the end. */
const isDear = ({ maintenanceCost }: Cell): boolean => maintenanceCost >= 1e-3;

const cellsOf = (resultOf: Parameters<Claim["measure"]>[0], scale: Scale): Cell[] =>
  comparisonCells(resultOf, SHOWN[scale]);

const seedsIn = (scale: Scale): string => counted(SHOWN[scale].seeds.length, "seed");

/** A mean over cells as a measurement; nothing where no cell has one. */
const meanMeasured = ({ ratio, standardError, count }: MeanRatio, scale: Scale): Measurement => ({
  values: ratio === null ? [] : [ratio],
  standardError: standardError ?? Number.NaN,
  sample: `${seedsIn(scale)}, ${counted(count, "cell")}`,
});

/** The geometric mean, over cells, of the energy of adaptive excess over that of the best fixed threshold. */
const meanOver =
  (isMeant: (cell: Cell) => boolean): Claim["measure"] =>
  (resultOf, scale) =>
    meanMeasured(meanRatio(cellsOf(resultOf, scale).filter(isMeant), ADAPTIVE), scale);

const ADAPTIVE_CLAIM = {
  figure: "beyond",
  where: "not in the paper",
  isBeyondPaper: true,
  jobs: (scale: Scale) => comparisonJobs(SHOWN[scale]),
} as const;

const OVER_FIXED =
  "energy of local-excess with an adaptive threshold over that of local-local at the one fixed θ of least mean energy for these seeds, " +
  "means of the seeds at which both converge";

/** Aims of a threshold that tunes itself, which were set before this program ran it. */
export const adaptiveClaims: readonly Claim[] = [
  {
    ...ADAPTIVE_CLAIM,
    id: "adaptive-excess-saves",
    statement:
      "Without decay consolidating the excess over a threshold that tunes itself saves a quarter of the energy of emptying s at the best fixed one",
    measured: `${OVER_FIXED}, geometric mean over c ≥ 10⁻³, no decay`,
    band: { high: 0.75 },
    bandOrigin: "an aim that was set before this program ran it",
    measure: meanOver((cell) => isLasting(cell) && isDear(cell)),
  },
  {
    ...ADAPTIVE_CLAIM,
    id: "adaptive-excess-saves-with-decay",
    statement:
      "With decay consolidating the excess over a threshold that tunes itself saves 15 % of the energy of emptying s at the best fixed one",
    measured: `${OVER_FIXED}, geometric mean over c ≥ 10⁻³ and the decay times of the figure`,
    band: { high: 0.85 },
    bandOrigin: "an aim that was set before this program ran it",
    measure: meanOver((cell) => !isLasting(cell) && isDear(cell)),
  },
  {
    ...ADAPTIVE_CLAIM,
    id: "adaptive-excess-nowhere-dear",
    statement:
      "Without decay and at P = N consolidating the excess over a threshold that tunes itself takes at no cost of holding 15 % more than emptying s at the best fixed one",
    measured: `${OVER_FIXED}, at every c of the figure from 10⁻⁵ on, no decay`,
    band: { high: 1.15 },
    bandOrigin: "an aim that was set before this program ran it",
    measure(resultOf, scale) {
      const ratios = cellsOf(resultOf, scale)
        .filter(isLasting)
        .map(({ outcomes, fixed }) => pairedRatio(outcomes[ADAPTIVE], fixed.outcomes))
        .flatMap(({ ratio, standardError }) => (ratio === null ? [] : [{ ratio, standardError }]));
      return {
        values: ratios.map(({ ratio }) => ratio),
        standardErrors: ratios.map(({ standardError }) => standardError ?? Number.NaN),
        sample: `${seedsIn(scale)}, ${counted(ratios.length, "cost")}`,
      };
    },
  },
  {
    ...ADAPTIVE_CLAIM,
    id: "adaptive-excess-loses-none",
    statement:
      "With decay every run that converges at the best fixed threshold also converges at one that tunes itself",
    measured:
      "runs that converge with local-local at its best fixed θ and not with the adaptive excess, of all c and τ",
    band: { high: 0 },
    bandOrigin: "none",
    measure(resultOf, scale) {
      const cells = cellsOf(resultOf, scale).filter((cell) => !isLasting(cell));
      const converged = cells.reduce((sum, { fixed }) => sum + known(fixed.outcomes).length, 0);
      const lost = cells.reduce(
        (sum, { outcomes, fixed }) => sum + pairedRatio(outcomes[ADAPTIVE], fixed.outcomes).lostCount,
        0,
      );
      return {
        values: converged === 0 ? [] : [lost],
        sample: `${counted(converged, "run")} that converged at the best fixed θ`,
      };
    },
  },
  {
    ...ADAPTIVE_CLAIM,
    id: "adaptive-excess-regret",
    statement:
      "Without decay a threshold that tunes itself is within a tenth of what no rule can be below on a random walk",
    measured:
      "energy of the adaptive excess over the offline optimum of the same run, geometric mean over c ≥ 10⁻³, no decay",
    band: { high: 1.1 * LEAST_REGRET },
    bandOrigin: `within a tenth of ${LEAST_REGRET}, which reflection at the best θ has on a random walk, and no rule less that does not know the future`,
    measure: (resultOf, scale) =>
      meanMeasured(
        geometricMean(
          cellsOf(resultOf, scale)
            .filter((cell) => isLasting(cell) && isDear(cell))
            .map(({ outcomes }) => pairedRatio(outcomes[ADAPTIVE], outcomes["offline optimum"])),
        ),
        scale,
      ),
  },
  {
    ...ADAPTIVE_CLAIM,
    id: "offline-optimum-least",
    statement: "No policy takes less than the offline optimum of the same run",
    measured:
      "energy of every policy of the figure over the offline optimum of the same run, the least of every c, no decay",
    band: { low: 1 - 1e-12 },
    bandOrigin: "never less, up to rounding: it is the least that any policy could have paid",
    measure(resultOf, scale) {
      const cells = cellsOf(resultOf, scale).filter(isLasting);
      const rivals = contenders.filter((name) => name !== "offline optimum");
      const values = cells.flatMap(({ outcomes, fixed }) => {
        const ratios = [fixed.outcomes, ...rivals.map((name) => outcomes[name])].flatMap((sample) =>
          sample.flatMap((one, i) => {
            const least = outcomes["offline optimum"][i];
            return one && least ? [one.energy / least.energy] : [];
          }),
        );
        return ratios.length === 0 ? [] : [Math.min(...ratios)];
      });
      return { values, sample: `${seedsIn(scale)}, ${counted(values.length, "cost")}` };
    },
  },
];
