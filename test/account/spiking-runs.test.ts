import { expect, it } from "vitest";
import { accountOf } from "../../src/account/account.js";
import { accountSchema } from "../../src/account/parameters.js";
import { energiesOf, pricesOf } from "../../src/caching/energies.js";
import { Ledger } from "../../src/caching/ledger.js";
import { policyNames } from "../../src/caching/policies.js";
import { createStore, type Store } from "../../src/caching/store.js";
import { model } from "../../src/spiking/model.js";
import { spikingSchema } from "../../src/spiking/parameters.js";
import { referenceEngine } from "../../src/spiking/reference.js";
import { present } from "../../src/spiking/rule.js";
import { SpikeTrains } from "../../src/spiking/spike-trains.js";
import { audioVisualPatterns } from "../../src/spiking/task.js";
import { runParametersOf } from "../../src/spiking/tuning.js";
import { denseTrajectory } from "./trajectories.js";

const passes = 20;

/** The weights after every Δg. What they are does not depend on how they are kept. */
function frames(): Float64Array[] {
  const rows = [new Float64Array(model.inputCount)];
  const layers = [{ neuronCount: 1, inputCount: model.inputCount }];
  const plain = { policy: "none", threshold: 0, decayTime: Number.POSITIVE_INFINITY } as const;
  const inner = createStore({ ...plain, layers, weights: rows[0]!, ledger: new Ledger() });
  const store: Store = {
    weights: inner.weights,
    advance: (steps) => inner.advance(steps),
    change(delta) {
      inner.change(delta);
      rows.push(inner.weights.slice());
    },
    residual: () => 0,
    finish: () => undefined,
  };
  const trains = new SpikeTrains(1);
  const change = new Float64Array(model.inputCount);
  for (let pass = 0; pass < passes; pass++) {
    for (const pattern of audioVisualPatterns(3, 1)) {
      store.advance(1);
      trains.draw(pattern);
      present(store, pattern, trains.counts, change);
    }
  }
  return rows;
}

// A clock counts presentations there, and here every Δg is a time step.
it.each(policyNames.filter((policy) => policy !== "clock"))(
  "an account of a spiking neuron, a frame for each change, is what its ledger says where holding is free: %s",
  async (policy) => {
    const given = { policy, threshold: 3e-11 };
    const parameters = spikingSchema.parse({ ...given, patternCount: 3 });
    const network = referenceEngine(runParametersOf(parameters), 1);
    for (let pass = 0; pass < passes; pass++) for (const pattern of audioVisualPatterns(3, 1)) network.present(pattern);
    const rows = frames();
    expect(rows.length).toBeGreaterThan(100);
    const trajectory = denseTrajectory(rows, [{ name: "", shape: [1, model.inputCount], neuronAxis: 0 }], {
      chunk: 64,
    });
    const { run } = await accountOf(trajectory, { parameters: accountSchema.parse(given) });
    const expected = energiesOf(network.tally(), pricesOf({}));
    // Some thousand changes, each with a relative rounding of 10⁻¹⁶.
    expect(Math.abs(run.energy / expected.energy - 1)).toBeLessThan(1e-12);
    expect(Math.abs(run.minimalEnergy / expected.minimalEnergy - 1)).toBeLessThan(1e-12);
  },
);
