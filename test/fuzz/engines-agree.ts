import type { PerceptronCurveRow, PerceptronOutcome } from "../../src/perceptron/engine.js";
import { pricedEngines } from "../perceptron/priced-engines.js";
import type { PerceptronTask } from "./perceptron-tasks.js";

const counts = ["epochCount", "updateCount", "timestepCount"] as const;
const energies = [
  "energy",
  "consolidationEnergy",
  "maintenanceEnergy",
  "changeEnergy",
  "persistentMaintenanceEnergy",
  "minimalEnergy",
] as const;

/** Relative; energies are sums of up to some 10⁵ terms, each right to 10⁻¹⁶, with cancellation in s and l before. */
const TOLERANCE = 1e-9;
/** Doubles lose their digits below 2·10⁻³⁰⁸: what has decayed to there agrees to no relative error (docs/engines.md). */
const SMALLEST = 1e-300;

const isClose = (a: number, b: number, rounding = 0): boolean =>
  a === b || Math.abs(a - b) <= TOLERANCE * Math.abs(b) + rounding + SMALLEST;

/**
 * What rounding can leave in a sum of |w|^α where s decays, however small w is itself: each w is off by `off`, 10⁻¹⁶ of the
 * largest change in it times the root of its changes, with a factor of 100 for the products of decay.
 */
function roundingOfWeights({ task, parameters }: PerceptronTask, updateCount: number): number {
  const { costExponent: alpha, decayTime } = parameters;
  if (decayTime === Number.POSITIVE_INFINITY || alpha === 0) return 0;
  const largest = Array.from(task.patterns).reduce((most, x) => Math.max(most, Math.abs(x)), 1);
  const off = 1e-14 * largest * Math.sqrt(updateCount + 1);
  const each = alpha <= 1 ? off ** alpha : alpha * (largest * updateCount) ** (alpha - 1) * off;
  return (task.inputCount + 1) * each;
}

/** Where two runs of the same task differ; null where they do not. */
export function difference(given: PerceptronTask): string | null {
  const { task, parameters } = given;
  const runs = (["fast", "reference"] as const).map((name) => {
    const curve: PerceptronCurveRow[] = [];
    const hooks = parameters.curve ? { onEpoch: (row: PerceptronCurveRow) => void curve.push(row) } : {};
    return { outcome: pricedEngines[name].run(task, parameters, hooks), curve };
  }) as [Run, Run];
  const [fast, reference] = runs;
  if (fast.outcome.converged !== reference.outcome.converged) return "converged";
  for (const key of counts) {
    if (fast.outcome[key] !== reference.outcome[key]) return `${key} ${fast.outcome[key]} ${reference.outcome[key]}`;
  }
  const ofWeights = roundingOfWeights(given, reference.outcome.updateCount);
  for (const key of energies) {
    const [a, b] = [fast.outcome[key], reference.outcome[key]];
    const rounding = key === "minimalEnergy" ? ofWeights : 0;
    if (!isClose(a, b, rounding)) return `${key} ${a} ${b}`;
  }
  for (const [k, row] of reference.curve.entries()) {
    for (const key of [...energies, "residualEnergy", "errorCount"] as const) {
      const [a, b] = [fast.curve[k]![key], row[key]];
      const rounding = key === "minimalEnergy" || key === "residualEnergy" ? ofWeights : 0;
      if (!isClose(a, b, rounding)) return `curve ${k} ${key} ${a} ${b}`;
    }
  }
  return null;
}

interface Run {
  outcome: PerceptronOutcome;
  curve: PerceptronCurveRow[];
}
