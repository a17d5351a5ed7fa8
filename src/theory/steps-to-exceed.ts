/** What is measured exceeds θ where it is > θ(1 + 10⁻¹⁰), so that the rounding of a sum, as of .1 + .1 + .1 and .3, is no excess. */
export const TOLERANCE = 1e-10;

/** Steps of size η that it takes to exceed θ strictly: ⌊θ/η⌋ + 1. The paper prints ⌈θ/η⌉, the same but where η divides θ. */
export const stepsToExceed = (threshold: number, learningRate: number): number =>
  Math.floor((threshold / learningRate) * (1 + TOLERANCE)) + 1;
