/** Sums of the same terms in another order differ by some 10⁻¹⁴; on grids of thirds and tenths by 3·10⁻¹⁴ at most. */
const TOLERANCE = 1e-10;

/**
 * What |s| or Σ|s| must exceed to be consolidated: θ(1 + 10⁻¹⁰). A measure that is θ but for rounding does not exceed it,
 * so that no result hangs on the order of a sum. Integers, up to 10⁹, are compared as they are.
 *
 * @param threshold θ in weight units; 0 and Infinity stay what they are
 */
export const consolidationLimit = (threshold: number): number => threshold * (1 + TOLERANCE);
