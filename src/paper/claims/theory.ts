import { mean } from "../../math/statistics.js";
import type { Claim } from "../claim.js";
import { type PowerPoint, powerCurve, powerJobs, powers } from "../figures/figure-6.js";
import {
  type Distribution,
  distributionJobs,
  distributionPoints,
  totalVariation,
} from "../figures/figure-6-distribution.js";
import type { Scale } from "../scale.js";

/** Below, an epoch has too few updates for a rate. */
const LEAST_UPDATES = 60;

const frequent = (points: readonly PowerPoint[]): PowerPoint[] =>
  points.filter(({ updateCount }) => updateCount >= LEAST_UPDATES);

/** Simulated over theoretical power, epoch by epoch. */
const ratios = (points: readonly PowerPoint[], of: "theory" | "finiteSteps"): number[] =>
  points.flatMap(({ mean }) => powers.map((power) => mean("simulation", power) / mean(of, power)));

const meanError = (values: readonly number[]): number => mean(values.map((ratio) => Math.abs(Math.log(ratio))));

function distributionClaim(
  which: Distribution,
  given: Pick<Claim, "id" | "figure" | "statement" | "where" | "bandOrigin">,
  high: number,
): Claim {
  return {
    ...given,
    measured: "part of the simulated s that lies elsewhere than the theory says (total variation)",
    band: { high },
    jobs: (scale) => distributionJobs(scale, which),
    measure(resultOf, scale) {
      const points = distributionPoints(resultOf, scale, which);
      const seeds = `${distributionJobs(scale, which).length} seeds`;
      const values = points.length > 0 ? [totalVariation(points, "theory")] : [];
      return { values, sample: `${seeds}, ${points.length} bins` };
    },
  };
}

const epochsOf = (points: readonly PowerPoint[], scale: Scale): string =>
  `${points.length} epochs with at least ${LEAST_UPDATES} updates, ${powerJobs(scale).length} seeds`;

/** What the paper's theory says of a single synapse. */
export const theoryClaims: readonly Claim[] = [
  {
    id: "power-theory",
    figure: "6",
    statement: "Given the error rate of the simulation, the theory predicts consolidation and maintenance power",
    where: "Materials and methods, Figure 6",
    measured: `simulated over theoretical power, both kinds, every epoch with at least ${LEAST_UPDATES} updates`,
    band: { low: 0.8, high: 1.2 },
    bandOrigin: "within 20 %; finite steps alone make up for some 15 % at θ = 5",
    jobs: powerJobs,
    measure(resultOf, scale) {
      const points = frequent(powerCurve(resultOf, scale));
      return { values: ratios(points, "theory"), sample: epochsOf(points, scale) };
    },
  },
  {
    id: "power-finite-steps",
    figure: "6",
    statement: "What is left between simulation and theory comes from steps that are finite",
    where: "not in the paper",
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
  distributionClaim(
    "no-decay",
    {
      id: "distribution-triangle",
      figure: "6-distribution",
      statement: "Without decay the distribution of the transient part is triangular",
      where: "Materials and methods",
      bandOrigin: "finite steps alone move some 4 % of it at θ = 5, and learning is no random walk",
    },
    0.05,
  ),
  distributionClaim(
    "decay",
    {
      id: "distribution-decay",
      figure: "6-distribution",
      statement: "With decay the distribution of the transient part is that of the Fokker–Planck equation",
      where: "Materials and methods",
      bandOrigin: "as without decay",
    },
    0.05,
  ),
];
