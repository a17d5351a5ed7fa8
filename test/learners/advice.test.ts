import { describe, expect, it } from "vitest";
import { inFlagWords } from "../../src/cli/flag-words.js";
import { mlpSchema } from "../../src/mlp/index.js";
import { mlpAdvice } from "../../src/mlp/learner.js";
import { perceptronAdvice } from "../../src/perceptron/advice.js";
import { type PerceptronOptions, perceptronSchema } from "../../src/perceptron/index.js";
import { spikingSchema } from "../../src/spiking/index.js";
import { spikingAdvice } from "../../src/spiking/learner.js";
import { syncache } from "../cli/run-cli.js";

/** As it is read on a terminal. */
const perceptron = (given: PerceptronOptions, own = false) =>
  inFlagWords(perceptronAdvice(perceptronSchema.parse(given), own));

describe("the advice to perceptrons", () => {
  it.each<PerceptronOptions>([
    {},
    { decayTime: 1e308 },
    { decayTime: 50, policy: "none" },
    { decayTime: 50, threshold: 0 },
  ])("is about passes alone where θ changes no weight: %j", (given) =>
    expect(perceptron(given)).toBe("Raise --max-epochs."),
  );

  it("is about forgetting too where s decays", () => {
    const forgetting = "Raise --max-epochs, raise --decay-time, or lower --threshold.";
    expect(perceptron({ decayTime: 50 })).toBe(forgetting);
    expect(perceptron({ decayTime: 50, threshold: "auto" })).toBe("Raise --max-epochs, or raise --decay-time.");
    expect(perceptron({ decayTime: 50, maxEpochs: 1e6 })).toBe("Raise --decay-time, or lower --threshold.");
  });

  it.each([200, 201, 1000])("is to have fewer patterns from P = 2N on, not more passes: P = %d", (patternCount) => {
    const text = perceptron({ inputCount: 100, patternCount, decayTime: 50 });
    expect(text).toMatch(/rarely.*200 \(twice the inputs\).*Lower --pattern-count.*or raise --input-count/);
    expect(text).not.toMatch(/--max-epochs|--threshold/);
    expect(perceptron({ inputCount: 100, patternCount }, true)).toMatch(
      /Learn fewer patterns, or give them more inputs/,
    );
    expect(perceptron({ inputCount: 100, patternCount }, true)).not.toMatch(/--/);
  });

  it("does not say of many own patterns that passes cannot help: they may have a structure", () => {
    const text = perceptron({ inputCount: 4, patternCount: 150 }, true);
    expect(text).toMatch(/likely of 8 \(twice the inputs\) or more without a structure, and these are 150/);
    expect(text).toContain("more passes help only where there is a plane");
    expect(text).not.toMatch(/rarely|will not help/);
  });

  it("says of own patterns that they may never converge", () =>
    expect(perceptron({}, true)).toBe("Raise --max-epochs. Patterns that no plane separates never converge."));

  it("never advises to raise what is at its largest", () =>
    expect(perceptron({ maxEpochs: 1e6 })).toBe("Lower --pattern-count."));
});

it("tells networks about forgetting only where they forget", () => {
  const advice = (given: object) => inFlagWords(mlpAdvice(mlpSchema.parse({ targetAccuracy: 0.9, ...given })));
  expect(advice({})).toBe("They did not reach --target-accuracy: raise --max-patterns, or lower that accuracy.");
  expect(advice({ decayTime: 100 })).toMatch(
    /raise --max-patterns, raise --decay-time, lower --threshold, or lower that accuracy/,
  );
});

it("tells spiking networks how many passes it takes at least", () => {
  const advice = (given: object) => inFlagWords(spikingAdvice(spikingSchema.parse(given)));
  expect(advice({ maxEpochs: 9 })).toMatch(/Raise --max-epochs: .* 10 passes, and there were 9/);
  expect(advice({})).toBe("Raise --max-epochs.");
  expect(advice({ policy: "local-local", decayTime: 10 })).toMatch(/raise --decay-time, or lower --threshold/);
});

describe("the command line", () => {
  it("gives it", async () => {
    const { stderr } = await syncache(
      "perceptron",
      "--input-count",
      "10",
      "--pattern-count",
      "40",
      "--max-epochs",
      "5",
    );
    expect(stderr).toMatch(/1 of 1 runs did not converge; .*can rarely learn 40 random patterns/);
  });

  it("refuses a theory beyond the numbers with status 2, and ends where a series had no end", async () => {
    const steady = ["--threshold", "5.5", "--decay-time", "500", "--maintenance-cost", "1e308"];
    const beyond = await syncache("theory", ...steady, "--error-rate", "0.3");
    expect(beyond).toMatchObject({ status: 2, stdout: "", stderr: expect.stringMatching(/beyond the largest number/) });
    const ended = await syncache("theory", ...steady, "--error-rate", "1e-320");
    expect(ended.status).toBe(0);
    expect(ended.stdout).not.toMatch(/NaN/);
  });
});
