import { type Doctor, doctorOf, recounted } from "../made-up.js";
import { isTuned } from "../made-up-tuned.js";
import { onSettings } from "./changes.js";

/** Leaving s at the threshold takes twice as much. */
const dearExcess = onSettings(({ consolidated, transientHeld }, { setting: { policy, threshold } }) => {
  const factor = policy === "local-excess" && threshold > 0 ? 2 : 1;
  return { consolidated: factor * consolidated, transientHeld: factor * transientHeld };
});

/** What tunes itself takes three times as much. */
const dearTuning = doctorOf("perceptron", (run, job) =>
  isTuned(job) ? recounted(run, ({ consolidated }) => ({ consolidated: 3 * consolidated })) : run,
);

export const beyondDoctors: Record<string, Doctor> = {
  // With θ = 0 and ∞ as dear, no θ is as cheap as the best where s is emptied.
  "excess-no-dearer": onSettings(({ consolidated }, { setting: { policy } }) => ({
    consolidated: policy === "local-excess" ? 2 * consolidated : consolidated,
  })),
  "excess-over-reset-theory": dearExcess,
  "adaptive-excess-saves": dearTuning,
  "adaptive-excess-saves-with-decay": dearTuning,
  "adaptive-excess-nowhere-dear": dearTuning,
  "adaptive-excess-loses-none": doctorOf("perceptron", (run, job) =>
    isTuned(job) && run.seed === 1 ? { ...run, converged: false } : run,
  ),
  "adaptive-excess-regret": dearTuning,
  "offline-optimum-least": doctorOf("perceptron", (run) =>
    run.offlineOptimum === undefined ? run : { ...run, offlineOptimum: 3 * Number(run.offlineOptimum) },
  ),
};
