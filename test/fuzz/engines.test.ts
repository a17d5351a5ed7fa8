import fc from "fast-check";
import { expect } from "vitest";
import { policyNames } from "../../src/caching/policies.js";
import { mlpSchema } from "../../src/mlp/parameters.js";
import { simulateSpiking } from "../../src/spiking/simulate.js";
import { expectClose } from "../math/close.js";
import { pricedEngines } from "../mlp/priced-engines.js";
import { tinyDigits } from "../mlp/tiny-digits.js";
import { difference } from "./engines-agree.js";
import { fuzz } from "./fuzzing.js";
import { perceptronTasks } from "./perceptron-tasks.js";

fuzz("the perceptron's fast engine gives the reference's result", perceptronTasks, (given) => {
  expect(difference(given), given.kind).toBeNull();
});

const parts = ["energy", "consolidationEnergy", "maintenanceEnergy", "minimalEnergy"] as const;
const decayTimes = fc.oneof(
  fc.constantFrom(Number.POSITIVE_INFINITY, 0.3, 1e12),
  fc.double({ min: 1, max: 1e4, noNaN: true }),
);

fuzz(
  "the spiking network's fast engine gives the reference's result",
  fc.record({
    policy: fc.constantFrom(...policyNames),
    seed: fc.nat(1_000_000),
    patternCount: fc.integer({ min: 1, max: 5 }),
    // A change is some 10⁻¹² siemens, and weights end at 2.5·10⁻⁹.
    threshold: fc.oneof(
      fc.constantFrom(0, Number.POSITIVE_INFINITY, "adaptive" as const),
      fc.double({ min: -13, max: -8, noNaN: true }).map((exponent) => 10 ** exponent),
    ),
    decayTime: decayTimes,
    maintenanceCost: fc.constantFrom(0, 0.01),
    maxEpochs: fc.integer({ min: 1, max: 12 }),
  }),
  (given) => {
    const [found, expected] = (["fast", "reference"] as const).map(
      (engine) => simulateSpiking({ ...given, engine }).runs[0]!,
    );
    for (const key of ["converged", "separated", "epochCount", "updateCount"] as const) {
      expect(found![key], key).toBe(expected![key]);
    }
    for (const part of parts) expectClose(found![part], expected![part], { relative: 1e-9 }, { ...given, part });
  },
);

const digits = tinyDigits();

fuzz(
  "the multilayer network's fast engine gives the reference's result within float32",
  fc.record({
    policy: fc.constantFrom(...policyNames),
    gradient: fc.constantFrom("exact" as const, "authors" as const),
    hiddenCount: fc.integer({ min: 1, max: 25 }),
    learningRate: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
    threshold: fc.oneof(
      fc.constantFrom(0, Number.POSITIVE_INFINITY),
      fc.double({ min: -3, max: 0, noNaN: true }).map((exponent) => 10 ** exponent),
    ),
    decayTime: fc.oneof(fc.constantFrom(Number.POSITIVE_INFINITY, 1e12), fc.double({ min: 20, max: 1e4, noNaN: true })),
    maintenanceCost: fc.constantFrom(0, 0.01),
    seed: fc.nat(1000),
  }),
  (given) => {
    const parameters = mlpSchema.parse({ ...given, maxPatterns: 60, evaluateEvery: 20 });
    const [found, expected] = [pricedEngines.fast, pricedEngines.reference].map((engine) =>
      engine.run(digits, parameters, given.seed),
    );
    expect(found!.curve.length).toBe(expected!.curve.length);
    // M_min follows w, which does not depend on θ but through decay. A weight or a sum of float32 is right to 6·10⁻⁸, and one
    // of some hundred groups that is consolidated a step earlier or later is a share of 10⁻³ of what is consolidated.
    for (const part of parts) expectClose(found![part], expected![part], { relative: 1e-2 }, { ...given, part });
  },
);
