import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupBoundaries, synapseCount } from "../../src/caching/groups.js";

// Two hidden units of three inputs each, then one output of the two hidden units: 6 + 2 synapses.
const layers = [
  { neuronCount: 2, inputCount: 3 },
  { neuronCount: 1, inputCount: 2 },
];

it("counts the synapses of all layers", () => {
  expect(synapseCount(layers)).toBe(8);
  expect(synapseCount([])).toBe(0);
});

it.each([
  ["synapse", [0, 1, 2, 3, 4, 5, 6, 7, 8]],
  ["neuron", [0, 3, 6, 8]],
  ["layer", [0, 6, 8]],
] as const)("groups by %s", (group, boundaries) => expect([...groupBoundaries(layers, group)]).toEqual(boundaries));

describe("groups of any network", () => {
  const shape = fc.record({ neuronCount: fc.integer({ min: 1, max: 9 }), inputCount: fc.integer({ min: 1, max: 9 }) });
  const networks = fc.array(shape, { minLength: 1, maxLength: 4 });

  it("hold every synapse once, and none is empty", () =>
    fc.assert(
      fc.property(networks, fc.constantFrom("synapse", "neuron", "layer"), (network, group) => {
        const boundaries = [...groupBoundaries(network, group)];
        expect([boundaries[0], boundaries.at(-1)]).toEqual([0, synapseCount(network)]);
        expect(boundaries.slice(1).every((end, g) => end > boundaries[g]!)).toBe(true);
      }),
    ));

  it("are nested: layers of neurons, neurons of synapses", () =>
    fc.assert(
      fc.property(networks, (network) => {
        const [synapses, neurons, all] = (["synapse", "neuron", "layer"] as const).map(
          (group) => new Set(groupBoundaries(network, group)),
        );
        expect([...all!].every((end) => neurons!.has(end))).toBe(true);
        expect([...neurons!].every((end) => synapses!.has(end))).toBe(true);
        expect(neurons!.size - 1).toBe(network.reduce((sum, { neuronCount }) => sum + neuronCount, 0));
        expect(all!.size - 1).toBe(network.length);
      }),
    ));
});
