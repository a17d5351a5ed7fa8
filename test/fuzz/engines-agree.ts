import type { CurveRow, Outcome } from "../../src/perceptron/engine.js";
import { perceptronEngines } from "../../src/perceptron/engines.js";
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

const isClose = (a: number, b: number): boolean => a === b || Math.abs(a - b) <= TOLERANCE * Math.abs(b) + SMALLEST;

/** Where two runs of the same task differ; null where they do not. */
export function difference({ task, parameters }: PerceptronTask): string | null {
  const runs = (["fast", "reference"] as const).map((name) => {
    const curve: CurveRow[] = [];
    const hooks = parameters.curve ? { onEpoch: (row: CurveRow) => void curve.push(row) } : {};
    return { outcome: perceptronEngines[name].run(task, parameters, hooks), curve };
  }) as [Run, Run];
  const [fast, reference] = runs;
  if (fast.outcome.converged !== reference.outcome.converged) return "converged";
  for (const key of counts) {
    if (fast.outcome[key] !== reference.outcome[key]) return `${key} ${fast.outcome[key]} ${reference.outcome[key]}`;
  }
  for (const key of energies) {
    const [a, b] = [fast.outcome[key], reference.outcome[key]];
    if (!isClose(a, b)) return `${key} ${a} ${b}`;
  }
  for (const [k, row] of reference.curve.entries()) {
    for (const key of [...energies, "residualEnergy", "errorCount"] as const) {
      const [a, b] = [fast.curve[k]![key], row[key]];
      if (!isClose(a, b)) return `curve ${k} ${key} ${a} ${b}`;
    }
  }
  return null;
}

interface Run {
  outcome: Outcome;
  curve: CurveRow[];
}
