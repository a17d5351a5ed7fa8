import { log } from "../../math/elementary.js";
import { formatCount } from "../../report/format.js";
import { type Claim, type Measurement, WITHIN_A_TENTH } from "../claim.js";
import { bestForAll, bestOnOthers, DECAY, type DecayRuns, runsAt } from "../decay.js";
import { FIGURE_3_COSTS } from "../figures/figure-3-notes.js";
import { energyAt } from "../priced.js";
import { counted } from "../sample.js";
import type { Scale } from "../scale.js";
import { AT_BEST, between, classicOf, decayJobs as jobs, leftOut } from "./measures/decay-runs.js";
import { estimates, ratiosOf } from "./measures/estimates.js";

/** The energy of each seed at the best θ for the others, at one decay time; null unless every seed converges there. */
function energyAtBest(runs: DecayRuns, maintenanceCost: number): number[] | null {
  const energies = bestOnOthers(runs, maintenanceCost).map((run) => energyAt(run, { maintenanceCost }));
  return energies.length > 0 && energies.length === runs.bySeed.length ? energies : null;
}

const round = (threshold: number): string => formatCount(Number(threshold.toFixed(1)));

/** Which of these scans have no such energy, in words. */
const withoutEnergy = (scans: readonly DecayRuns[], costs: readonly number[]): string[] =>
  leftOut(
    scans.flatMap((runs) =>
      costs.filter((cost) => energyAtBest(runs, cost) === null).map((cost) => ({ decayTime: runs.decayTime, cost })),
    ),
    costs,
  );

/** The energy at each of these decay times, which fall, over that at the one before, seed by seed; for every c. */
function riseWithDecay(decayTimesOf: (scale: Scale) => number[]): Claim["measure"] {
  return (resultOf, scale) => {
    const scans = decayTimesOf(scale).map((decayTime) => runsAt(resultOf, DECAY[scale], decayTime));
    const steps = FIGURE_3_COSTS.flatMap((c) => {
      const energies = scans.map((runs) => energyAtBest(runs, c));
      return scans.slice(1).flatMap(({ decayTime }, i) => {
        const [before, after] = [energies[i], energies[i + 1]];
        if (!before || !after) return [];
        return [{ c, decayTime, above: after, below: before }];
      });
    });
    const found = ratiosOf(steps);
    const least = steps[found.values.indexOf(Math.min(...found.values))];
    if (!least) return { values: [], sample: "no runs converged" };
    const where = `${counted(DECAY[scale].seedCount, "seed")}, least at c = ${least.c}, τ = ${formatCount(least.decayTime)}`;
    return { ...found, sample: [where, ...withoutEnergy(scans, FIGURE_3_COSTS)].join("; ") };
  };
}

/** From the slowest to the fastest decay that is drawn. */
const falling = (scale: Scale): number[] => between(scale, 0, 1e6).toReversed();

const STRONGER_DECAY = {
  figure: "3",
  where: "caption of Figure 3",
  quote: "Broadly, stronger decay will increase the energy",
  jobs,
};

const FAST_DECAY = {
  figure: "3",
  where: "Results, Figure 3",
  quote: "when the decay is rapid … it is best to consolidate frequently … the metabolic cost is high in this case",
  jobs,
};

/** What the paper says of the energy when the transient part decays. */
export const decayEnergyClaims: readonly Claim[] = [
  {
    ...STRONGER_DECAY,
    id: "decay-raises-energy",
    statement: "Broadly, stronger decay increases the energy",
    reading: "From the slowest to the fastest decay of the figure, at every c.",
    measured: `mean energy at the shortest τ over that at the longest, for every c, ${AT_BEST}`,
    band: { low: 1 },
    bandOrigin: "more, not less",
    measure: riseWithDecay((scale) => [falling(scale)[0]!, falling(scale).at(-1)!]),
  },
  {
    ...STRONGER_DECAY,
    id: "decay-raises-energy-everywhere",
    statement: "Stronger decay increases the energy wherever it begins",
    reading: "Strictly: from each τ to the next shorter one, at every c.",
    measured: `mean energy at each τ over that at the next longer one, for every c, ${AT_BEST}`,
    band: { low: 1 },
    bandOrigin: "never less; where holding is dear decay is a way to hold less",
    measure: riseWithDecay(falling),
  },
  {
    id: "decay-spans-range",
    figure: "3",
    statement: "Depending on the decay the energy ranges from the minimum to that without caching",
    where: "Results, Figure 5B, of the perceptron",
    quote: "from as little as the minimum to as much as the energy required without caching",
    measured: `ln of the largest over the least energy at c = 0, all τ and ∞, over ln M/M_min, mean, ${AT_BEST}`,
    band: WITHIN_A_TENTH,
    bandOrigin: "all of the range, within a tenth",
    jobs,
    measure(resultOf, scale): Measurement {
      const scans = DECAY[scale].decayTimes.map((decayTime) => runsAt(resultOf, DECAY[scale], decayTime));
      const energies = scans.flatMap((runs) => [energyAtBest(runs, 0) ?? []]).filter(({ length }) => length > 0);
      const classic = classicOf(scans.at(-1)!);
      if (classic.length === 0) return { values: [], sample: "no runs converged" };
      const shares = classic.map(({ tally }, seed) => {
        const own = energies.map((sample) => sample[seed]!);
        return log(Math.max(...own) / Math.min(...own)) / log(tally.consolidated / tally.minimal);
      });
      const sample = [counted(shares.length, "seed"), ...withoutEnergy(scans, [0])].join("; ");
      return { ...estimates([shares]), sample };
    },
  },
  {
    ...FAST_DECAY,
    id: "fast-decay-saves-nothing",
    statement: "When decay is fast the energy is high",
    reading: "No more than a tenth of it is saved.",
    measured: `mean energy without caching over that with it, c = 0, τ up to 100, ${AT_BEST}`,
    band: { low: 1, high: WITHIN_A_TENTH.high },
    bandOrigin: "at most a tenth; θ = 0 is always there to choose",
    measure(resultOf, scale): Measurement {
      const scans = between(scale, 0, 100).map((decayTime) => runsAt(resultOf, DECAY[scale], decayTime));
      const samples = scans.flatMap((runs) => {
        const [classic, best] = [classicOf(runs), energyAtBest(runs, 0)];
        return classic.length > 0 && best ? [classic.map((run, seed) => energyAt(run, {}) / best[seed]!)] : [];
      });
      const where = `${counted(DECAY[scale].seedCount, "seed")}, τ = ${scans.map(({ decayTime }) => decayTime).join(", ")}`;
      return { ...estimates(samples), sample: [where, ...withoutEnergy(scans, [0])].join("; ") };
    },
  },
  {
    ...FAST_DECAY,
    id: "fast-decay-consolidates-often",
    statement: "When decay is fast it is best to consolidate frequently",
    reading: "The best threshold, at c = 0, is below half of that at τ = 10⁴.",
    measured:
      "θ of least mean energy of all seeds, among those at which all converge, at each τ up to 100 over that at τ = 10⁴, c = 0",
    band: { high: 0.5 },
    bandOrigin: "less by a factor of two",
    measure(resultOf, scale): Measurement {
      const best = (decayTime: number) => bestForAll(runsAt(resultOf, DECAY[scale], decayTime), 0)[0]?.threshold;
      const [slow, decayTimes] = [best(1e4), between(scale, 0, 100)];
      const found = decayTimes.flatMap((decayTime) => {
        const threshold = best(decayTime);
        return threshold === undefined ? [] : [{ decayTime, threshold }];
      });
      if (slow === undefined || found.length === 0) return { values: [], sample: "no θ at which every seed converges" };
      const list = found.map(({ decayTime, threshold }) => `θ = ${round(threshold)} at τ = ${decayTime}`);
      return {
        values: found.map(({ threshold }) => threshold / slow),
        sample: `${list.join(", ")}, and ${round(slow)} at τ = 10⁴`,
      };
    },
  },
];
