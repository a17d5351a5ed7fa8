import { describe, expect, it } from "vitest";
import { Ledger } from "../../src/caching/ledger.js";
import { createStore } from "../../src/caching/store.js";
import { model } from "../../src/spiking/model.js";
import { type NeuronState, present } from "../../src/spiking/rule.js";
import { expectClose } from "../math/close.js";

/** A presentation with spikes as given: [train, step, count]. */
function presented(spikes: [number, number, number][], weight = 0) {
  const counts = new Uint8Array(4 * model.stepCount);
  for (const [train, step, count] of spikes) counts[train * model.stepCount + step] = count;
  const layers = [{ neuronCount: 1, inputCount: model.inputCount }];
  const weights = new Float64Array(model.inputCount).fill(weight);
  const ledger = new Ledger();
  const setting = { policy: "none", threshold: 0, decayTime: Infinity } as const;
  const store = createStore({ ...setting, layers, weights, ledger });
  const states: NeuronState[] = [];
  const pattern = { inputs: [3, 8], label: 1 } as const;
  const change = new Float64Array(model.inputCount);
  const changeCount = present(store, pattern, counts, change, (state) => states.push(state));
  return { weights: store.weights, states, changeCount };
}

describe("present", () => {
  it("stays at rest, and changes nothing, without spikes", () => {
    const { states, changeCount } = presented([]);
    expect(states.every(({ potentialVolt }) => potentialVolt === -0.07)).toBe(true);
    expect(changeCount).toBe(0);
  });

  it("moves by dt/C·g_v·70 mV in the step of one visual spike", () => {
    // 1e-4 s / 0.5e-9 F · 3e-9 S · 0.07 V = 42 µV
    const { states } = presented([[2, 700, 1]]);
    expectClose(states[700]!.potentialVolt, -0.07 + 42e-6, { absolute: 1e-15 }, {});
  });

  it("strengthens with step·A₊ times the auditory trace at an output spike, and active inputs only", () => {
    // One auditory spike at step 0; visual spikes at step 700 that drive the neuron past its threshold.
    const { states, weights } = presented([
      [0, 0, 1],
      [2, 700, 60],
    ]);
    const spikes = states.filter(({ spiked }) => spiked);
    expect(spikes.length).toBeGreaterThan(0);
    // Decay of 70 ms, a rise of 1, 1.25 nS · 0.001.
    const expected = spikes.reduce((sum, { step }) => sum + 1.25e-12 * Math.exp((-step * 1e-4) / 0.07), 0);
    expectClose(weights[3]!, expected, { relative: 1e-12 }, {});
    expect([...weights].filter((weight) => weight !== 0)).toHaveLength(1);
  });

  it("weakens with step·A₋ times the output trace at an input spike, once a step whatever the count", () => {
    const before = presented([[2, 100, 60]], 1e-9);
    const { weights, states } = presented(
      [
        [2, 100, 60],
        [1, 900, 4],
      ],
      1e-9,
    );
    // The auditory spikes come after all output spikes, so that nothing but weakening changes a weight.
    const spikes = states.filter(({ spiked }) => spiked);
    expect(spikes.length).toBeGreaterThan(0);
    expect(spikes.at(-1)!.step).toBeLessThan(900);
    const trace = spikes.reduce((sum, { step }) => sum + Math.exp((-(900 - step) * 1e-4) / 0.05), 0);
    const size = (1.25e-9 * 0.001 * 1.05 * 50) / 70;
    expect(before.weights[8]).toBe(1e-9);
    expectClose(weights[8]! - 1e-9, -size * trace, { relative: 1e-9 }, {});
  });

  it("keeps weights between 0 and 2.5 nS", () => {
    // An auditory spike before the output spikes would strengthen, one behind them would weaken.
    const full = presented(
      [
        [0, 0, 1],
        [2, 100, 60],
      ],
      2.5e-9,
    );
    const empty = presented(
      [
        [2, 100, 60],
        [1, 900, 1],
      ],
      0,
    );
    expect(full.weights[3]).toBe(2.5e-9);
    expect(empty.weights[8]).toBe(0);
  });
});
