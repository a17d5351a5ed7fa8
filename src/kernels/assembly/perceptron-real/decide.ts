/** Whether a pattern is wrong, by the sums of the rule. */
import { at, numberAt } from "../table";
import { DECAYED, LARGEST_CHANGE, PERSISTENT, REQUIRED, ROWS, STRIDE, SYNAPSE_COUNT, TRANSIENT } from "../tables/real-problem";
import { TIE, UNCERTAINTY, setUndecided } from "./doubt";

/** Of what size s, and what l has had from it, were before they cancelled: what they are now and the changes in them. */
@inline
function gathered(transient: f64, decayed: f64, largestChange: f64): f64 {
  const inTransient = transient === 0 ? 0 : abs(transient) + largestChange;
  return inTransient + (decayed === 0 ? 0 : decayed + largestChange);
}

/**
 * Whether the rule calls pattern q wrong, by the rule's own sums in the rule's own order: y·w − m ≤ TIE·(Σ|y_i w_i| + m), with
 * the margin m that is required, the bias first, and w = s·factor + l. Its bits are those of the reference engine wherever s and l have the same. Where they have
 * not, and have cancelled, the answer is noise if it hangs on what is left of them.
 */
export function isWrong<T>(problem: usize, q: i32, factor: f64): bool {
  const s = <usize>at(problem, TRANSIENT);
  const l = <usize>at(problem, PERSISTENT);
  const row = <usize>at(problem, ROWS) + <usize>q * at(problem, STRIDE);
  const decayedAt = <usize>at(problem, DECAYED);
  const changesAt = <usize>at(problem, LARGEST_CHANGE);
  const drifts = decayedAt !== 0;
  const inputCount = at(problem, SYNAPSE_COUNT) - 1;
  let margin: f64 = 0;
  let magnitude: f64 = 0;
  let gross: f64 = 0;
  for (let k = 0; k <= inputCount; k++) {
    const i = k === 0 ? inputCount : k - 1;
    const offset = <usize>i << 3;
    const transient = load<f64>(s + offset) * factor;
    const persistent = load<f64>(l + offset);
    const entry = isFloat<T>() ? load<f64>(row + offset) : <f64>load<i8>(row + i);
    const term = (transient + persistent) * entry;
    margin += term;
    magnitude += abs(term);
    if (drifts) gross += gathered(transient, load<f64>(decayedAt + offset), load<f64>(changesAt + offset)) * abs(entry);
  }
  const required = numberAt(problem, REQUIRED);
  const beyond = margin - required;
  const tie = TIE * (magnitude + required);
  const distance = beyond - tie;
  setUndecided(gross > 0 && abs(distance) <= UNCERTAINTY * gross);
  return !(beyond > tie);
}
