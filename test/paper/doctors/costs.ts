import { type Doctor, doctorOf } from "../made-up.js";
import { inefficient, lessEfficient, onSettings } from "./changes.js";

export const costsDoctors: Record<string, Doctor> = {
  "exponent-alike": doctorOf("perceptron", (run, { parameters }) =>
    parameters.costExponent === 0.5 ? inefficient(run, 50) : run,
  ),
  "exponent-two-alike": doctorOf("perceptron", (run, { parameters }) =>
    parameters.costExponent === 2 ? inefficient(run, 1.8) : run,
  ),
  "potentiation-alike": doctorOf("perceptron", (run, { parameters }) =>
    parameters.potentiationOnly && parameters.patternCount === 500 ? lessEfficient(run, 1.2) : run,
  ),
  "dear-changes-forbid-caching": onSettings(({ transientChanged }) => ({ transientChanged: transientChanged! / 2 })),
  // A cached l is dearer to hold than w is.
  "dear-holding-saves-more": onSettings((_, { i }) => ({ persistentHeld: i === 0 ? 1e6 : 1e7 })),
  // The same has to be held with and without caching: what is saved stays, and is a smaller share.
  "dear-holding-gains-more": onSettings(() => ({ persistentHeld: 1e7 })),
  "changes-lower-gain": onSettings((_, { i }) => ({ transientChanged: i === 0 ? 1e6 : 0 })),
};
