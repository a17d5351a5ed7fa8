/** Updates of synapses that keep their sign. */
import { at } from "../table";
import { CUT, PERSISTENT, ROWS, SIGNS, STRIDE, SYNAPSE_COUNT, TRANSIENT } from "../tables/real-problem";
import { setLargestTransient } from "./transient";

/** Σ|Δw| of the last update; a global saves `updateKeepingSigns` a second result. */
export let sizeOfCut: f64 = 0;

/**
 * s ← s + Δw with s up to date, where Δw is y but −w where that would lead across 0, as the rule cuts it (`keepSigns` of
 * `src/perceptron/rule.ts`), by the same sums. Leaves Δw in `CUT` and its size in `sizeOfCut`; returns Σ|s|.
 */
export function updateKeepingSigns<T>(problem: usize, q: i32): f64 {
  const s = <usize>at(problem, TRANSIENT);
  const l = <usize>at(problem, PERSISTENT);
  const signs = <usize>at(problem, SIGNS);
  const cut = <usize>at(problem, CUT);
  const row = <usize>at(problem, ROWS) + <usize>q * at(problem, STRIDE);
  const synapseCount = at(problem, SYNAPSE_COUNT);
  let norm: f64 = 0;
  let largest: f64 = 0;
  let size: f64 = 0;
  for (let i = 0; i < synapseCount; i++) {
    const offset = <usize>i << 3;
    const transient = load<f64>(s + offset);
    const weight = transient + load<f64>(l + offset);
    let change = isFloat<T>() ? load<f64>(row + offset) : <f64>load<i8>(row + i);
    if (load<f64>(signs + offset) * (weight + change) < 0) change = -weight;
    const changed = transient + change;
    store<f64>(s + offset, changed);
    store<f64>(cut + offset, change);
    size += abs(change);
    norm += abs(changed);
    largest = max(largest, abs(changed));
  }
  sizeOfCut = size;
  setLargestTransient(largest);
  return norm;
}
