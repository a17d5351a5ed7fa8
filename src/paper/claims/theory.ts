import { mean, standardError } from "../../math/statistics.js";
import { type Claim, WITHIN_A_QUARTER, WITHIN_A_TENTH } from "../claim.js";
import { type PowerPoint, powerCurve, powerJobs, powers } from "../figures/figure-6.js";
import {
  type Distribution,
  distributionJobs,
  distributionPoints,
  totalVariation,
} from "../figures/figure-6-distribution.js";
import { counted } from "../sample.js";
import type { Scale } from "../scale.js";

/** Below, an epoch has too few updates for a rate. */
const LEAST_UPDATES = 60;

const frequent = (points: readonly PowerPoint[]): PowerPoint[] =>
  points.filter(({ updateCount }) => updateCount >= LEAST_UPDATES);

/** Simulated over theoretical power, epoch by epoch. */
const ratios = (points: readonly PowerPoint[], of: "theory" | "finiteSteps"): number[] =>
  points.flatMap(({ mean }) => powers.map((power) => mean("simulation", power) / mean(of, power)));

/** The standard errors of these over the runs. */
const ratioErrors = (points: readonly PowerPoint[]): number[] =>
  points.flatMap(({ mean, sample }) => powers.map((power) => standardError(sample(power)) / mean("theory", power)));

const meanError = (values: readonly number[]): number => mean(values.map((ratio) => Math.abs(Math.log(ratio))));

function distributionClaim(which: Distribution, given: Pick<Claim, "id" | "figure" | "statement" | "where">): Claim {
  return {
    ...given,
    measured: "part of the simulated s that lies elsewhere than the theory says (total variation)",
    band: { high: 0.1 },
    bandOrigin: "within a tenth; finite steps alone move some 2 % of it at θ = 10.5 and 4 % at θ = 5",
    jobs: (scale) => distributionJobs(scale, which),
    measure(resultOf, scale) {
      const points = distributionPoints(resultOf, scale, which);
      const seeds = counted(distributionJobs(scale, which).length, "seed");
      if (points.length === 0) return { values: [], sample: seeds };
      const alone = (run: number) => points.map((point) => ({ ...point, simulation: [point.simulation[run]!] }));
      const ofRuns = points[0]!.simulation.map((_, run) => totalVariation(alone(run), "theory"));
      return {
        values: [totalVariation(points, "theory")],
        standardError: standardError(ofRuns),
        sample: `${seeds}, ${counted(points.length, "bin")}`,
      };
    },
  };
}

const epochsOf = (points: readonly PowerPoint[], scale: Scale): string =>
  `${counted(points.length, "epoch")} with at least ${LEAST_UPDATES} updates, ${counted(powerJobs(scale).length, "seed")}`;

const GOOD_PREDICTION = {
  figure: "6",
  where: "Materials and methods, Figure 6",
  quote: "Equations 6 and 7 give a good prediction of the simulation",
  measured: `simulated over theoretical power, both kinds, every epoch with at least ${LEAST_UPDATES} updates`,
  jobs: powerJobs,
  measure: ((resultOf, scale) => {
    const points = frequent(powerCurve(resultOf, scale));
    const sample = epochsOf(points, scale);
    return { values: ratios(points, "theory"), standardErrors: ratioErrors(points), sample };
  }) satisfies Claim["measure"],
};

/** What the paper's theory says of a single synapse. */
export const theoryClaims: readonly Claim[] = [
  {
    ...GOOD_PREDICTION,
    id: "power-theory",
    statement: "Given the error rate of the simulation, the theory predicts consolidation and maintenance power",
    reading: "Within a quarter.",
    band: WITHIN_A_QUARTER,
    bandOrigin: "a good prediction is read as within a quarter; finite steps alone make up for some 15 % at θ = 5",
  },
  {
    ...GOOD_PREDICTION,
    id: "power-theory-strict",
    statement: "The theory gives the power of the simulation",
    reading: "Strictly: within a tenth.",
    band: WITHIN_A_TENTH,
    bandOrigin: "within a tenth; finite steps alone make up for some 15 % at θ = 5",
  },
  {
    id: "power-finite-steps",
    figure: "6",
    statement: "What is left between simulated and theoretical power comes from steps that are finite",
    where: "not in the paper",
    isBeyondPaper: true,
    measured:
      "mean |ln(simulated/theoretical power)| with steps of ±1 over that with infinitely small ones, the same epochs",
    band: { high: 0.6 },
    bandOrigin: "closer by a clear margin; 0 for a random walk, whose powers these are",
    jobs: powerJobs,
    measure(resultOf, scale) {
      const points = frequent(powerCurve(resultOf, scale));
      const values =
        points.length === 0 ? [] : [meanError(ratios(points, "finiteSteps")) / meanError(ratios(points, "theory"))];
      return { values, sample: epochsOf(points, scale) };
    },
  },
  distributionClaim("no-decay", {
    id: "distribution-triangle",
    figure: "6-distribution",
    statement: "Without decay the distribution of the transient part is triangular",
    where: "Materials and methods",
  }),
  distributionClaim("decay", {
    id: "distribution-decay",
    figure: "6-distribution",
    statement: "With decay the distribution of the transient part is that of the Fokker–Planck equation",
    where: "Materials and methods",
  }),
];
