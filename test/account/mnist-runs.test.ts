import { describe, expect, it } from "vitest";
import { accountOf } from "../../src/account/account.js";
import { accountSchema } from "../../src/account/parameters.js";
import { energiesOf, pricesOf } from "../../src/caching/energies.js";
import { learn } from "../../src/caching/learn.js";
import { Ledger } from "../../src/caching/ledger.js";
import { policyNames } from "../../src/caching/policies.js";
import { createStore } from "../../src/caching/store.js";
import { runParametersOf } from "../../src/mlp/engine.js";
import { mlpSchema } from "../../src/mlp/index.js";
import { initialWeights, networkLayers } from "../../src/mlp/network.js";
import { referenceEngine } from "../../src/mlp/reference.js";
import { backpropagationRule } from "../../src/mlp/rule.js";
import { readDigits } from "../../src/node/data/read-digits.js";
import { weightArray } from "../../src/sources/arrays/weight-array.js";
import { readNpySource } from "../../src/sources/npy-source.js";
import { bytesAsSource } from "../../src/sources/read-bytes.js";
import { timedFile } from "../../src/sources/timed-file.js";
import { npy } from "./npy.js";

/** The paper's network, on its digits: 100 hidden neurons, 784 pixels. */
const [STEPS, HIDDEN] = [200, 100];
const cost = 0.001;
const task = readDigits("mnist");
const layers = networkLayers(task.train.pixelCount, HIDDEN);
const sizes = layers.map(({ neuronCount, inputCount }) => neuronCount * inputCount);
const synapseCount = sizes.reduce((sum, size) => sum + size, 0);

/** The weights after every step, rounded to float32 as a recorder writes them. */
function recorded(): Float32Array {
  const rows = new Float32Array((STEPS + 1) * synapseCount);
  const initial = initialWeights(synapseCount, 1);
  rows.set(initial);
  const plain = { policy: "none", threshold: 0, decayTime: Number.POSITIVE_INFINITY } as const;
  const store = createStore({ ...plain, layers, weights: initial, ledger: new Ledger() });
  const parameters = mlpSchema.parse({ policy: "none", maxPatterns: STEPS, evaluateEvery: STEPS });
  learn({
    rule: backpropagationRule(task.train, runParametersOf(parameters)),
    store,
    samples: Array.from({ length: task.train.imageCount }, (_, image) => image),
    maxEpochs: 1,
    afterStep: (step) => {
      rows.set(store.weights, step * synapseCount);
      return step === STEPS;
    },
  });
  return rows;
}

/** An array of one layer, time × neurons × inputs, as a file. */
async function layerFile(rows: Float32Array, layer: number) {
  const first = sizes.slice(0, layer).reduce((sum, size) => sum + size, 0);
  const own = new Float32Array((STEPS + 1) * sizes[layer]!);
  for (let row = 0; row <= STEPS; row++) {
    const from = row * synapseCount + first;
    own.set(rows.subarray(from, from + sizes[layer]!), row * sizes[layer]!);
  }
  const { neuronCount, inputCount } = layers[layer]!;
  const file = bytesAsSource("layer.npy", npy(own, [STEPS + 1, neuronCount, inputCount]));
  const arrays = [weightArray(await readNpySource(file))];
  const contents = { file, format: "NumPy array", arrays, others: [], isModel: false, neuronAxisOf: () => 0 };
  return timedFile(contents, {});
}

describe("an account of the paper's network on MNIST, a frame of float32 a step", () => {
  const rows = recorded();

  it.each(policyNames)("is what its ledger says but for the rounding of float32, under %s", async (policy) => {
    const threshold = policy === "global-global" ? 2 : 0.02;
    const given = { policy, threshold, period: 50, maintenanceCost: cost };
    const parameters = mlpSchema.parse({ ...given, maxPatterns: STEPS, evaluateEvery: STEPS });
    const { tally } = referenceEngine.run(task, runParametersOf(parameters), 1);
    const expected = energiesOf(tally, pricesOf(parameters));
    // No policy looks at more than one layer.
    let [consolidation, maintenance, minimal] = [0, 0, 0];
    for (const layer of layers.keys()) {
      const trajectory = await layerFile(rows, layer);
      const { run } = await accountOf(trajectory, { parameters: accountSchema.parse(given) });
      expect(run).toMatchObject({ stepCount: STEPS, synapseCount: sizes[layer] });
      consolidation += run.consolidationEnergy;
      maintenance += run.maintenanceEnergy;
      minimal += run.minimalEnergy;
    }
    // A weight is within 2⁻²⁴ of itself; in sums of some 10⁷ changes errors of either sign leave no more than that of one weight.
    const rounding = 2 ** -24;
    expect(Math.abs(consolidation / expected.consolidationEnergy - 1)).toBeLessThan(rounding);
    expect(Math.abs(maintenance - expected.maintenanceEnergy)).toBeLessThanOrEqual(
      rounding * expected.maintenanceEnergy,
    );
    expect(Math.abs(minimal / expected.minimalEnergy - 1)).toBeLessThan(rounding);
  });
});
