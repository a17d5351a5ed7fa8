import { shown } from "../schema/shown.js";
import { randomPatterns } from "../tasks/random-patterns.js";
import type { Path } from "./explain.js";
import { listedNumbers } from "./numbers.js";
import type { NeuronParameters } from "./parameters.js";
import type { PatternForm, ProtocolDocument } from "./schema.js";
import type { Refuse } from "./variants.js";

/** A pattern with its target; the bias, where there is one, is the last input. */
export interface Pattern {
  /** x, a number for each synapse, unit-free. */
  readonly inputs: Float64Array;
  /** d = ±1 */
  readonly target: 1 | -1;
  /** ‖x‖²: what one presentation at η = 1 adds to d·(w·x). */
  readonly square: number;
}

/** Patterns by the name of their set. */
export type PatternSets = ReadonlyMap<string, readonly Pattern[]>;

/** Numbers that all patterns of a protocol have at most: every row of its table reads all of them. */
const MAXIMUM_ENTRIES = 10_000_000;
const namePattern = /^[A-Za-z][\w-]{0,29}$/;

type Rows = { rows: ArrayLike<number>[]; targets: ArrayLike<number> };

/** A pattern in which the inputs that are named are on. */
function activeRow(listed: Extract<PatternForm, { active: unknown }>["active"], size: number): Float64Array | null {
  const numbers = listedNumbers(listed);
  if (numbers === null || numbers.length === 0 || numbers.some((input) => input < 1 || input > size)) return null;
  const row = new Float64Array(size);
  for (const input of numbers) row[input - 1] = 1;
  return row;
}

/** Random sets of one seed are parts of one draw, so that two sets are never the same patterns. */
function drawer(inputCount: number): (seed: number, count: number) => Rows {
  const drawn = new Map<number, number>();
  return (seed, count) => {
    const first = drawn.get(seed) ?? 0;
    drawn.set(seed, first + count);
    const { patterns, targets } = randomPatterns(inputCount, first + count, seed);
    const rows = Array.from({ length: count }, (_, row) => {
      const start = (first + row) * inputCount;
      return patterns.subarray(start, start + inputCount);
    });
    return { rows, targets: targets.subarray(first) };
  };
}

function rowsOf(form: PatternForm, size: number, draw: ReturnType<typeof drawer>, path: Path, refuse: Refuse): Rows {
  if ("random" in form) return draw(form.seed as number, form.random);
  if ("active" in form) {
    const row = activeRow(form.active as never, size);
    if (row === null) {
      return refuse(
        [...path, "active"],
        `must be numbers of inputs from 1 to ${size}, such as 1..${size}, got ${shown(form.active)}.`,
      );
    }
    return { rows: [row], targets: [form.target] };
  }
  const { values, targets } = form;
  const wrong = values.findIndex((row) => row.length !== size);
  if (wrong >= 0) {
    refuse([...path, "values", wrong], `must have ${size} numbers, one for each input, got ${values[wrong]!.length}.`);
  }
  if (targets.length !== values.length) {
    refuse([...path, "targets"], `must have ${values.length} targets, one for each pattern, got ${targets.length}.`);
  }
  return { rows: values, targets };
}

/** @throws what `refuse` does, for names, sizes and entries that do not fit */
export function patternSetsOf(
  patterns: ProtocolDocument["patterns"],
  { inputCount, bias }: NeuronParameters,
  refuse: Refuse,
): PatternSets {
  const draw = drawer(inputCount);
  const size = inputCount + (bias ? 1 : 0);
  let entryCount = 0;
  const sets = new Map<string, Pattern[]>();
  for (const [name, form] of Object.entries(patterns) as [string, PatternForm][]) {
    const path = ["patterns", name];
    if (!namePattern.test(name)) {
      refuse(path, "must have a name of up to 30 letters, digits, - and _ that begins with a letter.");
    }
    entryCount += size * ("random" in form ? form.random : "values" in form ? form.values.length : 1);
    if (entryCount > MAXIMUM_ENTRIES) {
      refuse(path, `patterns × inputs must be at most ${MAXIMUM_ENTRIES} in all. Use fewer patterns or fewer inputs.`);
    }
    const { rows, targets } = rowsOf(form, inputCount, draw, path, refuse);
    sets.set(
      name,
      rows.map((row, k) => patternOf(row, targets[k] as 1 | -1, size, path, refuse)),
    );
  }
  if (sets.size === 0) refuse(["patterns"], "must have at least one set, such as { weak: { active: 1..20 } }.");
  return sets;
}

function patternOf(row: ArrayLike<number>, target: 1 | -1, size: number, path: Path, refuse: Refuse): Pattern {
  const inputs = new Float64Array(size).fill(1);
  inputs.set(row);
  const square = inputs.reduce((sum, x) => sum + x * x, 0);
  if (square === 0) refuse(path, "must have an entry other than 0 in every pattern: one of zeros changes nothing.");
  if (square === Number.POSITIVE_INFINITY)
    refuse(path, "must have smaller entries: their squares are beyond the largest number.");
  return { inputs, target, square };
}
