import { describe, expect, it } from "vitest";
import { accountOf } from "../../src/account/account.js";
import { accountSchema } from "../../src/account/parameters.js";
import { energiesOf, pricesOf } from "../../src/caching/energies.js";
import { learn } from "../../src/caching/learn.js";
import { Ledger } from "../../src/caching/ledger.js";
import { policyNames } from "../../src/caching/policies.js";
import { createStore } from "../../src/caching/store.js";
import { runParametersOf as mlpRunParametersOf } from "../../src/mlp/engine.js";
import { mlpSchema } from "../../src/mlp/index.js";
import { initialWeights, networkLayers } from "../../src/mlp/network.js";
import { referenceEngine as mlpEngine } from "../../src/mlp/reference.js";
import { backpropagationRule } from "../../src/mlp/rule.js";
import { runParametersOf } from "../../src/perceptron/count.js";
import { perceptronSchema } from "../../src/perceptron/index.js";
import { presentations, referenceEngine } from "../../src/perceptron/reference.js";
import { perceptronRule } from "../../src/perceptron/rule.js";
import { randomPatterns } from "../../src/tasks/index.js";
import { tinyDigits } from "../mlp/tiny-digits.js";
import { denseTrajectory } from "./trajectories.js";

const thresholds: Record<string, number> = { "global-global": 60 };
const cost = 0.001;

describe.each(policyNames)("what an account says of runs of our own under %s", (policy) => {
  it("is to the last digit what their ledger says, of a perceptron", async () => {
    const threshold = thresholds[policy] ?? 2.5;
    const given = { policy, threshold, period: 7, maintenanceCost: cost };
    const size = { inputCount: 40, patternCount: 40 };
    const parameters = perceptronSchema.parse({ ...given, ...size });
    const task = randomPatterns(size.inputCount, size.patternCount, 1);
    const { tally, timestepCount } = referenceEngine.run(task, {
      ...runParametersOf({ ...parameters, threshold }),
      period: given.period,
    });

    const rows = [new Float64Array(41)];
    const store = createStore({
      layers: [{ neuronCount: 1, inputCount: 41 }],
      weights: rows[0]!,
      policy: "none",
      threshold: 0,
      decayTime: Number.POSITIVE_INFINITY,
      ledger: new Ledger(),
    });
    learn({
      rule: perceptronRule(task),
      store,
      samples: presentations(task),
      maxEpochs: 1000,
      afterStep: () => void rows.push(store.weights.slice()),
    });
    const trajectory = denseTrajectory(rows, [{ name: "", shape: [41], neuronAxis: 0 }], { chunk: 17, single: true });
    const { run } = await accountOf(trajectory, { parameters: accountSchema.parse(given) });
    expect(run.stepCount).toBe(timestepCount);
    expect(run).toMatchObject(energiesOf(tally, pricesOf(parameters)));
  });

  it("is what their ledger says but for rounding, of a multilayer network", async () => {
    const task = tinyDigits();
    const hiddenCount = 6;
    const threshold = policy === "global-global" ? 0.3 : 0.02;
    const given = { policy, threshold, period: 7, maintenanceCost: cost };
    const parameters = mlpSchema.parse({ ...given, hiddenCount, maxPatterns: 600, evaluateEvery: 600 });
    const { tally } = mlpEngine.run(task, mlpRunParametersOf(parameters), 1);

    const layers = networkLayers(task.train.pixelCount, hiddenCount);
    const rows = [
      initialWeights(
        layers.reduce((sum, one) => sum + one.neuronCount * one.inputCount, 0),
        1,
      ),
    ];
    const plain = { policy: "none", threshold: 0, decayTime: Number.POSITIVE_INFINITY } as const;
    const store = createStore({ ...plain, layers, weights: rows[0]!, ledger: new Ledger() });
    learn({
      rule: backpropagationRule(task.train, mlpRunParametersOf(parameters)),
      store,
      samples: Array.from({ length: task.train.imageCount }, (_, image) => image),
      maxEpochs: 3,
      afterStep: (step) => {
        rows.push(store.weights.slice());
        return step === 600;
      },
    });
    const tensors = layers.map(({ neuronCount, inputCount }, k) => ({
      name: `layer ${k}`,
      shape: [neuronCount, inputCount],
      neuronAxis: 0,
    }));
    const { run } = await accountOf(denseTrajectory(rows, tensors), { parameters: accountSchema.parse(given) });
    const expected = energiesOf(tally, pricesOf(parameters));
    // 180 synapses × 600 steps of real numbers, each sum with a relative error of some 10⁻¹⁶ a term.
    for (const key of ["energy", "consolidationEnergy", "maintenanceEnergy", "minimalEnergy"] as const) {
      expect(Math.abs(run[key] / expected[key] - 1) || 0, key).toBeLessThan(1e-11);
    }
  });
});
