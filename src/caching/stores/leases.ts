/** When a synapse that has rented s for long enough buys it, or a part of it. Nothing of a lease moves a weight. */
export interface Lease {
  /** Is told of a time step in which s of a synapse was held; it may have decayed before. */
  hold(synapse: number, s: number): void;
  /** Is told that s of a synapse has changed by the rule, from one value to another. */
  change(synapse: number, before: number, after: number): void;
  /** Is told of a time step that begins, and of an update, in which any synapse may change. */
  pass?(): void;
  update?(): void;
  /** What is to be bought of |s| at the end of a time step, from 0 to all of it, and is taken to be bought then. */
  buy(synapse: number, s: number): number;
}

/** Sums of the same terms in another order differ by less: what has reached its limit but for that has reached it. */
const REACHED = 1 - 1e-10;

/**
 * Buys all of s once the rent c·Σ|s| that was paid since s was last 0, or had the other sign, reaches κ|s|.
 *
 * @param synapseCount how many synapses there are
 * @param patience κ/c in time steps; 0 is at once, Infinity never
 */
export function leaseOfWhole(synapseCount: number, patience: number): Lease {
  /** Σ|s| over the time steps since then. */
  const held = new Float64Array(synapseCount);
  return {
    hold(i, s) {
      held[i]! += Math.abs(s);
    },
    change(i, before, after) {
      if (after === 0 || before * after < 0) held[i] = 0;
    },
    buy(i, s) {
      const size = Math.abs(s);
      if (size === 0 || held[i]! < patience * size * REACHED) return 0;
      held[i] = 0;
      return size;
    },
  };
}

/** A part of |s| that has been held since one moment: a stretch of levels. */
interface Stretch {
  width: number;
  /** Time steps for which it has been held. */
  steps: number;
}

/**
 * Buys each level of |s| by itself once it has been held for a number of time steps: level x is held while |s| > x, so that the
 * ones next to l are the oldest, and what makes |s| smaller ends the youngest. Where s is an integer these are unit levels.
 *
 * @param synapseCount how many synapses there are
 * @param patience κ/c in time steps; 0 is at once, Infinity never
 */
export function leaseOfLevels(synapseCount: number, patience: number): Lease {
  /** From l outwards, the oldest first. */
  const stretches: Stretch[][] = Array.from({ length: synapseCount }, () => []);

  /** Ends the youngest levels until those that are left are as wide as |s|. */
  const shrink = (own: Stretch[], size: number): void => {
    if (size === 0) own.length = 0;
    let width = own.reduce((sum, stretch) => sum + stretch.width, 0);
    while (own.length > 0 && width > size) {
      const youngest = own.at(-1)!;
      const rest = size - (width - youngest.width);
      width -= youngest.width;
      if (rest > 0) {
        youngest.width = rest;
        return;
      }
      own.pop();
    }
  };

  return {
    hold(i, s) {
      const own = stretches[i]!;
      shrink(own, Math.abs(s));
      for (const stretch of own) stretch.steps += 1;
    },
    change(i, before, after) {
      const own = stretches[i]!;
      const [was, is] = [before * after < 0 ? 0 : Math.abs(before), Math.abs(after)];
      shrink(own, Math.min(was, is));
      if (is > was) own.push({ width: is - was, steps: 0 });
    },
    buy(i, s) {
      const own = stretches[i]!;
      const young = own.findIndex(({ steps }) => steps < patience * REACHED);
      const old = own.splice(0, young < 0 ? own.length : young);
      // All of it is all of s, whatever the rounding of its parts.
      return own.length === 0 ? Math.abs(s) : old.reduce((sum, { width }) => sum + width, 0);
    },
  };
}
