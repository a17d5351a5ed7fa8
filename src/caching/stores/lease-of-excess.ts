import { excessLatticeOf } from "../../theory/self-tuning.js";
import { UpdateRate } from "../self-tuning/moving-threshold.js";
import type { Lease } from "./leases.js";

/**
 * Buys of |s| what exceeds the θ of least power at the rate of updates, ⌊√(p̂/c)⌋, as `local-excess` with a threshold that tunes itself. But
 * silence is news, too: while no update comes p̂ falls, θ with it, and what then exceeds it is bought at the end of that time step
 * and not with the next update. It is for changes of ±1 that do not decay.
 *
 * @param patience 1/c in time steps; 0 is at once, Infinity never
 */
export function leaseOfExcess(patience: number): Lease {
  const rate = new UpdateRate();
  /** Time steps since the last update. */
  let silence = 0;
  let threshold = 0;
  const retune = (): void => {
    threshold = excessLatticeOf(patience * rate.inGap(silence));
  };
  return {
    pass() {
      silence += 1;
      retune();
    },
    update() {
      // Further changes of one time step are the same update.
      if (silence === 0) return;
      rate.observe(silence);
      silence = 0;
      retune();
    },
    hold() {},
    change() {},
    buy: (_i, s) => Math.max(0, Math.abs(s) - threshold),
  };
}
