import { type Doctor, doctorOf, recounted } from "../made-up.js";

export const spikingDoctors: Record<string, Doctor> = {
  "spiking-80-percent": doctorOf("spiking", (run, { parameters }) => {
    // At a single number of patterns.
    const factor = parameters.patternCount === 16 ? 2 : 1;
    return recounted(run, ({ minimal }) => ({ minimal: factor * minimal }));
  }),
};
