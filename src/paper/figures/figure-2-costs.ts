import type { Prices } from "../../caching/energies.js";
import type { JobOf, ResultOf } from "../../jobs/index.js";
import { logarithmicGrid } from "../../math/grid.js";
import { leastOf } from "../../math/least.js";
import type { SettingCounts } from "../../perceptron/index.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import { CHARGED_POLICIES, chargedJobs, chargedShare, chargedShares, STEPS } from "../charged-changes.js";
import { costName } from "../decay.js";
import type { Figure } from "../figure.js";
import { energyAt } from "../priced.js";
import { convergedInWords, seedsUpTo, summary } from "../sample.js";
import type { Scale } from "../scale.js";

/** What the paper discusses and does not show; N = P, no decay, local-global. */
export const OTHER_COSTS: Record<Scale, { inputCount: number; seedCount: number; points: number }> = {
  quick: { inputCount: 500, seedCount: 20, points: 48 },
  paper: { inputCount: 500, seedCount: 100, points: 96 },
  tiny: { inputCount: 40, seedCount: 2, points: 12 },
};

/** c where a cost of holding l is added, and the c's where a cost of changing s is. */
export const HOLDING_COST = 1e-3;
export const CHANGE_COSTS_AT = [0, 1e-4, 1e-3];

/** b, in energy per weight unit; 1 is what a persistent change costs. */
export const CHANGE_COSTS = [0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1, 1.2, 1.5];
/** c_l, in energy per weight unit and time step. */
export const PERSISTENT_COSTS = logarithmicGrid(1e-5, 1e-1, 17);

/** Everything is counted, and priced afterwards. */
export function otherCostsJobs(scale: Scale): JobOf<"perceptron-settings">[] {
  const { inputCount, seedCount, points } = OTHER_COSTS[scale];
  // Half-integers, because s is an integer and ties with θ are best avoided; no |s| is as large as 200 here.
  const halves = new Set(logarithmicGrid(0.5, 200, points).map((value) => Math.floor(value) + 0.5));
  const settings = [0, ...halves, Number.POSITIVE_INFINITY].map(
    (threshold) => ({ policy: "local-global", threshold }) as const,
  );
  return seedsUpTo(seedCount).map((seed) => ({
    kind: "perceptron-settings",
    parameters: { inputCount, patternCount: inputCount, seed },
    settings,
    countsPersistent: true,
  }));
}

/** A converged run at some prices: the energy without caching and at the best threshold, the smallest among equals. */
export interface PricedRun {
  classicEnergy: number;
  energy: number;
  threshold: number;
}

/** The runs that converged, in counts. */
export const otherCostsRuns = (resultOf: ResultOf, scale: Scale): SettingCounts[][] =>
  otherCostsJobs(scale)
    .map((job) => resultOf(job))
    .filter(([first]) => first!.converged);

export function pricedAt(runs: readonly SettingCounts[][], prices: Partial<Prices>): PricedRun[] {
  return runs.map((outcomes) => {
    const energyOf = (outcome: SettingCounts): number => energyAt(outcome, prices);
    const best = leastOf(outcomes, energyOf)!;
    // θ = 0 consolidates every change at once, which is learning without caching.
    return { classicEnergy: energyOf(outcomes[0]!), energy: energyOf(best), threshold: best.threshold };
  });
}

export const gainsOf = (runs: readonly PricedRun[]): number[] =>
  runs.map(({ classicEnergy, energy }) => classicEnergy / energy);

/** Which changes of s are charged, under both policies, with what follows from n steps to exceed θ. */
function chargedChart(resultOf: ResultOf, scale: Scale, sample: string): Chart {
  const rows = CHARGED_POLICIES.flatMap((policy) =>
    STEPS.flatMap((steps): Row[] => {
      const { mean: share, standardError } = summary(chargedShares(resultOf, scale, policy, steps));
      return [
        { series: policy, steps, share, standardError },
        { series: FORMULAS[policy], steps, share: chargedShare(policy, steps), standardError: null },
      ];
    }),
  );
  return {
    name: "figure-2-costs-charged",
    title: "Fewer changes of s are charged where all synapses are consolidated together",
    x: { key: "steps", label: "steps n to exceed the threshold (count)", domain: [STEPS[0]!, STEPS.at(-1)!] },
    y: { key: "share", label: "changes that cost b (share of all)", domain: [0, 1] },
    // In the order of the other figures, for a policy to have one colour and marker.
    series: CHARGED_POLICIES.toReversed().flatMap((policy): Chart["series"] => [
      { name: policy, style: "line" },
      { name: FORMULAS[policy], style: "dashed", colourOf: policy },
    ]),
    rows,
    errorKey: "standardError",
    keys: "legend",
    notes: [sample],
  };
}

const FORMULAS = { "local-local": "1 − 1/n²", "local-global": "1 − 1/n" } as const;

function charts(resultOf: ResultOf, scale: Scale): Chart[] {
  const { inputCount, seedCount } = OTHER_COSTS[scale];
  const runs = otherCostsRuns(resultOf, scale);
  const gainPoint = (prices: Partial<Prices>) => {
    const { mean, standardError } = summary(gainsOf(pricedAt(runs, prices)));
    return { efficiencyGain: mean, standardError };
  };
  const which = convergedInWords(runs.length, seedCount);
  const note = `N = P = ${inputCount}, no decay, local-global at each run's best threshold. Mean and standard error of ${which}.`;
  const y = { key: "efficiencyGain", label: "energy without caching / with caching (ratio)", scale: "log" } as const;
  const changing = CHANGE_COSTS_AT.flatMap((maintenanceCost) =>
    CHANGE_COSTS.map(
      (changeCost): Row => ({
        ...{ series: costName(maintenanceCost), changeCost },
        ...gainPoint({ maintenanceCost, changeCost }),
      }),
    ),
  );
  const holding = PERSISTENT_COSTS.map(
    (persistentMaintenanceCost): Row => ({
      ...{ series: costName(HOLDING_COST), persistentMaintenanceCost },
      ...gainPoint({ maintenanceCost: HOLDING_COST, persistentMaintenanceCost }),
    }),
  );
  const free = gainPoint({ maintenanceCost: HOLDING_COST });
  return [
    {
      name: "figure-2-costs-changing",
      title: "A cost of changing s eats up what caching saves",
      x: { key: "changeCost", label: "cost b of changing s (energy per weight unit)" },
      y,
      series: CHANGE_COSTS_AT.map((c) => ({ name: costName(c), style: "line" })),
      rows: changing,
      errorKey: "standardError",
      keys: "legend",
      references: [{ axis: "x", at: 1, label: "as dear as consolidating" }],
      notes: [note],
    },
    {
      name: "figure-2-costs-holding",
      title: "A cost of holding l first lowers the gain, then raises it",
      x: {
        key: "persistentMaintenanceCost",
        label: "cost c_l of holding l (energy per weight unit and time step)",
        scale: "log",
      },
      y,
      series: [{ name: costName(HOLDING_COST), style: "line" }],
      rows: holding,
      errorKey: "standardError",
      references: free.efficiencyGain === null ? [] : [{ axis: "y", at: free.efficiencyGain, label: "c_l = 0" }],
      notes: [note],
    },
    chargedChart(resultOf, scale, `N = P = ${inputCount}, no decay. Mean and standard error of ${which}.`),
  ];
}

export const figure2costs: Figure = {
  id: "2-costs",
  title: "Costs of changing the transient part and of holding the persistent one",
  caption:
    "Not a figure of the paper, which discusses both costs in words. A change that is consolidated in the same step " +
    "costs no b: with n steps to exceed the threshold one in n² where a synapse is on its own (local-local), and one in n where all " +
    "are consolidated with the first (local-global): of many synapses some one takes its first n steps the same way, as long as 2ⁿ is " +
    "small beside N. Broken lines: the shares of the other changes, 1 − 1/n² and 1 − 1/n. Without caching, w = l is held for all of learning at c_l as well.",
  jobs: (scale) => [...otherCostsJobs(scale), ...chargedJobs(scale)],
  charts,
};
