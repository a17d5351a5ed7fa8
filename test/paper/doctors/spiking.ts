import { type Doctor, doctorOf, recounted } from "../made-up.js";

export const spikingDoctors: Record<string, Doctor> = {
  // It saves 60 %.
  "spiking-80-percent": doctorOf("spiking", (run) => recounted(run, ({ minimal }) => ({ minimal: 2 * minimal }))),
  // At a single number of patterns.
  "spiking-80-percent-each": doctorOf("spiking", (run, { parameters }) =>
    parameters.patternCount === 16 ? recounted(run, ({ minimal }) => ({ minimal: 2 * minimal })) : run,
  ),
  // Two sets of three end stable, but with the two labels alike.
  "spiking-learns": doctorOf("spiking", (run, { parameters }) => ({
    ...run,
    separated: parameters.patternCount !== 16 || run.seed % 3 === 0,
  })),
};
