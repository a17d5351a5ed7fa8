/** A clock: all synapses are consolidated at the end of every so many time steps. */
import { period } from "./network";

let sinceLast: f64 = 0;

/** Whether it strikes at the end of this time step; to be asked once a step. */
export function strikes(): bool {
  sinceLast += 1;
  if (sinceLast < period) return false;
  sinceLast = 0;
  return true;
}
