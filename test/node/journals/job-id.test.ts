import { describe, expect, it } from "vitest";
import { jobId } from "../../../src/node/journals/job-id.js";

const parameters = { inputCount: 20, patternCount: 15, threshold: 2.5, decayTime: Number.POSITIVE_INFINITY, seed: 1 };

describe("the id of a job", () => {
  it("is that of version 0.1.0, which journals of studies hold", () => {
    // The first record of test/fixtures/studies-0.1.0/random-patterns.
    const defaults = { policy: "local-global", maintenanceCost: 0, changeCost: 0, persistentMaintenanceCost: 0 };
    const rest = { costExponent: 1, potentiationOnly: false, maxEpochs: 10000, curve: false, engine: "fast" };
    const job = { kind: "perceptron", parameters: { ...parameters, ...defaults, ...rest } };
    expect(jobId(job)).toBe("eec632a35d7ff799b7ba");
  });

  it("is the same for Infinity and its word, as a journal has it, whatever the order of the keys", () => {
    const read = Object.fromEntries(Object.entries({ ...parameters, decayTime: "Infinity" }).reverse());
    expect(jobId({ parameters: read, kind: "perceptron" } as never)).toBe(jobId({ kind: "perceptron", parameters }));
  });

  it("is another for every kind, parameter and setting", () => {
    const jobs = [
      { kind: "perceptron", parameters },
      { kind: "mlp", parameters },
      { kind: "perceptron", parameters: { ...parameters, seed: 2 } },
      { kind: "perceptron", parameters, settings: [] },
      { kind: "perceptron", parameters, settings: [{ threshold: 1 }] },
    ];
    expect(new Set(jobs.map(jobId)).size).toBe(jobs.length);
  });
});
