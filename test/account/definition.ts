import type { policyNames } from "../../src/caching/policies.js";
import type { WeightTensor } from "../../src/sources/trajectory.js";

/** How weights are kept. */
export interface Kept {
  policy: (typeof policyNames)[number];
  threshold: number;
  period: number;
  decayTime: number;
  costExponent: number;
  potentiationOnly: boolean;
}

/** What is counted, of each synapse. */
export interface Defined {
  consolidated: number[];
  held: number[];
  changed: number[];
  persistentHeld: number[];
  minimal: number[];
  writes: number[];
  /** Groups of the policy that were consolidated at one moment, each at least one of its synapses written. */
  events: number;
}

/** A time step: changes one after the other, each of one or of all synapses, to these weights. */
export type Step = readonly ReadonlyMap<number, number>[];

/** The neuron and the layer of every synapse, from its place along the axis of neurons. */
function placesOf(tensors: readonly WeightTensor[]): { neuron: string; layer: string }[] {
  return tensors.flatMap(({ shape, neuronAxis }, layer) => {
    const size = shape.reduce((all, one) => all * one, 1);
    const inner = shape.slice(neuronAxis + 1).reduce((all, one) => all * one, 1);
    return Array.from({ length: size }, (_, i) => {
      const neuron = shape.length === 1 ? 0 : Math.floor(i / inner) % shape[neuronAxis]!;
      return { neuron: `${layer}/${neuron}`, layer: `${layer}` };
    });
  });
}

/** The sentence of each policy: which synapses are consolidated after a change, where synapse i has changed. */
const moves: Record<
  Kept["policy"],
  (s: number[], i: number, same: (key: "neuron" | "layer") => number[], θ: number) => boolean
> = {
  none: () => true,
  "local-local": (s, i, _, θ) => Math.abs(s[i]!) > θ,
  "local-excess": (s, i, _, θ) => Math.abs(s[i]!) > θ,
  "local-global": (s, _, same, θ) => same("neuron").some((j) => Math.abs(s[j]!) > θ),
  "global-global": (s, _, same, θ) => same("neuron").reduce((sum, j) => sum + Math.abs(s[j]!), 0) > θ,
  "local-layer": (s, _, same, θ) => same("layer").some((j) => Math.abs(s[j]!) > θ),
  clock: () => false,
};

/** An account in the words of its definition, synapse by synapse and step by step, with no thought for speed or grouping. */
export function accountByDefinition(
  start: readonly number[],
  steps: readonly Step[],
  tensors: readonly WeightTensor[],
  { policy, threshold, period, decayTime, costExponent, potentiationOnly }: Kept,
): Defined {
  const size = (x: number): number => (x === 0 || (x < 0 && potentiationOnly) ? 0 : Math.abs(x) ** costExponent);
  const zeros = (): number[] => start.map(() => 0);
  const all = start.map((_, i) => i);
  const places = placesOf(tensors);
  const w = [...start];
  const l = [...start];
  const s = zeros();
  const found: Defined = {
    consolidated: zeros(),
    held: zeros(),
    changed: zeros(),
    persistentHeld: zeros(),
    minimal: zeros(),
    writes: zeros(),
    events: 0,
  };
  const groups = {
    "local-global": "neuron",
    "global-global": "neuron",
    "local-layer": "layer",
    clock: "layer",
  } as const;
  const groupOf = (i: number): string =>
    policy in groups ? places[i]![groups[policy as keyof typeof groups]] : String(i);
  const written = new Set<string>();
  const endMoment = (): void => {
    found.events += written.size;
    written.clear();
  };
  const move = (i: number, amount: number): void => {
    found.consolidated[i]! += size(amount);
    if (amount !== 0) {
      found.writes[i]! += 1;
      written.add(groupOf(i));
    }
    l[i]! += amount;
    s[i]! -= amount;
  };
  for (const [t, changes] of steps.entries()) {
    for (const i of all) {
      s[i]! *= Math.exp(-1 / decayTime);
      found.held[i]! += Math.abs(s[i]!);
      found.persistentHeld[i]! += Math.abs(l[i]!);
    }
    const strikes = policy === "clock" && (t + 1) % period === 0;
    for (const change of changes) {
      const delta = zeros();
      for (const [i, weight] of change) {
        delta[i] = weight - w[i]!;
        w[i] = weight;
        s[i]! += delta[i]!;
      }
      const before = [...s];
      for (const i of all) {
        const same = (key: "neuron" | "layer"): number[] => all.filter((j) => places[j]![key] === places[i]![key]);
        // A group that does not change is not tested.
        const group = { "local-global": "neuron", "global-global": "neuron", "local-layer": "layer" } as const;
        const members = policy in group ? same(group[policy as keyof typeof group]) : [i];
        const isTested = members.some((j) => delta[j] !== 0);
        if (!isTested || !moves[policy](before, i, same, threshold)) {
          if (!strikes) found.changed[i]! += Math.abs(delta[i]!);
          continue;
        }
        const amount = policy === "local-excess" ? Math.sign(s[i]!) * (Math.abs(s[i]!) - threshold) : s[i]!;
        if (policy === "local-excess") found.changed[i]! += Math.max(0, Math.abs(delta[i]!) - Math.abs(amount));
        move(i, amount);
      }
      endMoment();
    }
    if (strikes) for (const i of all) move(i, s[i]!);
    endMoment();
  }
  for (const i of all) {
    move(i, s[i]!);
    found.minimal[i] = size(l[i]! - start[i]!);
  }
  endMoment();
  return found;
}
