import { choice, count, countOr, flag, quantity } from "../schema/parameter.js";
import { whereGiven } from "../schema/where-given.js";
import { allPolicyNames, isComparison, type PolicyName, policyNames, policySummaries } from "./policies.js";

/** A policy out of some, as a parameter. */
export function policyChoice<Name extends PolicyName>(names: readonly [Name, ...Name[]], fallback: Name) {
  const summary = (name: Name): string => `${name}: ${policySummaries[name]}`;
  const summaries = names.map(summary).join("; ");
  // A refusal is short: it leaves out what is there to be compared with.
  const common = names.filter((name) => !isComparison(name)).map(summary);
  return choice(names, {
    default: fallback,
    group: "caching",
    short: "what is consolidated, and when",
    description: `what is consolidated, and when: ${summaries}`,
    remedy: `They consolidate ${common.join("; ")}.`,
  });
}

/** Parameters every learner has, as fields of its schema. The order is that of the help and of the columns. */
export const policyParameter = (fallback: (typeof policyNames)[number]) => policyChoice(policyNames, fallback);

/** The same of a learner that also has the policies to compare with, in its reference engine. */
export const anyPolicyParameter = (fallback: PolicyName) => policyChoice(allPolicyNames, fallback);

/** What θ may be; a learner adds its unit and default. */
export const thresholdRange = {
  min: 0,
  infinite: true,
  group: "caching",
  description: "θ: what |s|, or Σ|s|, must exceed to be consolidated",
  remedy: "Use 0 to consolidate every change at once, Infinity never to consolidate before the end.",
} as const;

/** What is asked for where θ is to tune itself while learning. */
export const ADAPTIVE = "adaptive";

/** Λ, unless another is given. */
export const DEFAULT_TIME_PRICE = 0.4;

export const timePriceParameter = whereGiven(
  quantity({
    min: 0,
    unit: "dimensionless",
    default: DEFAULT_TIME_PRICE,
    group: "caching",
    description: "Λ: what learning time costs a threshold that tunes itself, or a clock, where s decays",
    short: "Λ: the price of learning time, for adaptive and for clock",
  }),
);

export const correctSubdiffusionParameter = whereGiven(
  flag({
    group: "caching",
    description:
      "of an adaptive θ: count changes that push s back more than on for what they lead to, as is so near the capacity",
    short: "for adaptive: count changes for how far they lead",
  }),
);

export const periodParameter = whereGiven(
  countOr(["auto"], {
    min: 1,
    max: 2 ** 31 - 1,
    default: "auto",
    group: "caching",
    description: "of the policy clock: time steps between two consolidations; auto is 1/(2c/3 + Λ/τ)",
    short: "for clock: time steps between two consolidations",
    remedy: "Use Infinity for never before the end.",
  }),
);

export const offlineOptimumParameter = whereGiven(
  flag({
    group: "output",
    description: "add the least energy that any policy could have reached on the same trajectory, and the regret",
  }),
);

export const decayTimeParameter = quantity({
  min: 0,
  exclusive: true,
  infinite: true,
  unit: "time steps",
  default: Number.POSITIVE_INFINITY,
  group: "caching",
  description: "τ: the transient part shrinks by exp(−1/τ) every time step",
  remedy: "Use Infinity for no decay.",
});

export const maintenanceCostParameter = quantity({
  min: 0,
  unit: "energy per weight unit and time step",
  default: 0,
  group: "prices",
  description: "c: the cost of holding the transient part",
});

export const changeCostParameter = quantity({
  min: 0,
  unit: "energy per weight unit",
  default: 0,
  group: "prices",
  description: "b: the cost of changing the transient part",
});

export const persistentMaintenanceCostParameter = quantity({
  min: 0,
  unit: "energy per weight unit and time step",
  default: 0,
  group: "prices",
  description: "c_l: the cost of holding the persistent part",
});

export const costExponentParameter = quantity({
  min: 0,
  max: 10,
  unit: "dimensionless",
  default: 1,
  group: "prices",
  description: "α: a persistent change costs |Δl|^α",
});

export const potentiationOnlyParameter = flag({
  group: "prices",
  description: "charge positive persistent changes only",
});

/** Seeds are exact integers, and run k of several has seed + k. */
export const MAXIMUM_SEED = 2 ** 52;
export const seedParameter = count({
  min: 0,
  max: MAXIMUM_SEED,
  default: 1,
  group: "run",
  description: "seed of the first run",
});

export const runsParameter = count({
  max: 100_000,
  default: 1,
  group: "run",
  description: "independent runs, seed after seed",
});

/** How s is kept and what holding it costs, of every learner. */
export const keepingParameters = {
  timePrice: timePriceParameter,
  period: periodParameter,
  decayTime: decayTimeParameter,
  maintenanceCost: maintenanceCostParameter,
} as const;

/** The same with all that a change and holding l cost, for those whose documents always have these. */
export const cachingParameters = {
  ...keepingParameters,
  changeCost: changeCostParameter,
  persistentMaintenanceCost: persistentMaintenanceCostParameter,
  costExponent: costExponentParameter,
  potentiationOnly: potentiationOnlyParameter,
} as const;

/** Prices of a write and of a consolidation, and what counts writes, of every learner; documents have them where they are given. */
export const writesWhereGiven = {
  writeCost: whereGiven(
    quantity({
      min: 0,
      unit: "energy per write",
      default: 0,
      group: "prices",
      description: "a fixed price of every change of one persistent weight, whatever its size",
    }),
  ),
  eventCost: whereGiven(
    quantity({
      min: 0,
      unit: "energy per event",
      default: 0,
      group: "prices",
      description: "a fixed price of every consolidation of a group, however many synapses are written",
      short: "a fixed price of every consolidation of a group of synapses",
    }),
  ),
  countWrites: whereGiven(
    flag({
      group: "output",
      description: "count how often each persistent weight is changed: total, mean, largest, histogram",
    }),
  ),
} as const;

/** What a persistent change costs, and the prices of b and c_l, for learners whose documents have them only where they are given. */
export const pricesWhereGiven = {
  changeCost: whereGiven(changeCostParameter),
  persistentMaintenanceCost: whereGiven(persistentMaintenanceCostParameter),
  costExponent: whereGiven(costExponentParameter),
  potentiationOnly: whereGiven(potentiationOnlyParameter),
} as const;
