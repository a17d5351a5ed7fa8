import {
  ADAPTIVE,
  cachingParameters,
  MAXIMUM_SEED,
  offlineOptimumParameter,
  policyChoice,
  thresholdRange,
  writesWhereGiven,
} from "../caching/parameters.js";
import { allPolicyNames, type PolicyName } from "../caching/policies.js";
import { count, quantityOr } from "../schema/parameter.js";
import { whereGiven } from "../schema/where-given.js";
import { z } from "../schema/zod.js";

/** Synapses that can be drawn: each is kept by itself. */
const LARGEST_SAMPLE = 10_000_000;

/** All policies but the one whose threshold is for changes of ±1, which weights of others do not make. */
export const accountPolicyNames = allPolicyNames.filter((name) => name !== "excess-by-silence") as [
  PolicyName,
  ...PolicyName[],
];

/** What an account is made of, apart from where its weights come from; every field has a default. */
export const accountSchema = z.strictObject({
  policy: policyChoice(accountPolicyNames, "none"),
  threshold: quantityOr(["auto", ADAPTIVE], { ...thresholdRange, unit: "weight units", default: ADAPTIVE }),
  ...cachingParameters,
  writeCost: writesWhereGiven.writeCost,
  eventCost: writesWhereGiven.eventCost,
  sample: whereGiven(
    count({
      min: 0,
      max: LARGEST_SAMPLE,
      default: 0,
      group: "run",
      description: "play so many synapses that --seed draws, and estimate the totals; 0 plays all",
      short: "play so many synapses, drawn by --seed, and estimate the totals",
    }),
  ),
  seed: whereGiven(count({ min: 0, max: MAXIMUM_SEED, default: 1, group: "run", description: "seed of a sample" })),
  offlineOptimum: offlineOptimumParameter,
});

export type AccountParameters = z.output<typeof accountSchema>;
