import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { csvParse } from "d3-dsv";
import type { PolicyName } from "../../src/caching/policies.js";
import { readPatternSet } from "../../src/node/data/read-patterns.js";
import type { PatternSet } from "../../src/tasks/pattern-set.js";

/** One row of `test/fixtures/cases/cases.csv`; its README says where the numbers come from. */
export interface Case {
  name: string;
  task: PatternSet;
  policy: PolicyName;
  threshold: number;
  /** τ of the factor exp(−1/τ) that is the 1 − 1/τ of the case. */
  decayTime: number;
  maxEpochs: number;
  converged: boolean;
  epochCount: number;
  consolidationEnergy: number;
  maintenanceEnergy: number;
  minimalEnergy: number;
}

const pathOf = (name: string): string => fileURLToPath(new URL(`../fixtures/cases/${name}`, import.meta.url));

const exponentialDecayTime = (eulerTime: number): number => {
  if (eulerTime === Number.POSITIVE_INFINITY) return eulerTime;
  return -1 / Math.log(1 - 1 / eulerTime);
};

export const cases: Case[] = csvParse(readFileSync(pathOf("cases.csv"), "utf8")).map((row) => ({
  name: row.case!,
  task: readPatternSet(pathOf(`${row.case}-patterns.npy`), pathOf(`${row.case}-targets.npy`)),
  policy: row.policy as PolicyName,
  threshold: Number(row.threshold),
  decayTime: exponentialDecayTime(Number(row.decayTimeEuler)),
  maxEpochs: Number(row.maxEpochs),
  converged: row.converged === "yes",
  epochCount: Number(row.epochCount),
  consolidationEnergy: Number(row.consolidationEnergy),
  maintenanceEnergy: Number(row.maintenanceEnergyAtUnitCost),
  minimalEnergy: Number(row.minimalEnergy),
}));
