import { cachingPolicies, type policyNames } from "../../src/caching/policies.js";
import type { WeightTensor } from "../../src/sources/trajectory.js";
import { type SynapsePlace, triggered } from "../caching/definition.js";

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
function placesOf(tensors: readonly WeightTensor[]): SynapsePlace[] {
  return tensors.flatMap(({ shape, neuronAxis }, layer) => {
    const size = shape.reduce((all, one) => all * one, 1);
    const inner = shape.slice(neuronAxis + 1).reduce((all, one) => all * one, 1);
    return Array.from({ length: size }, (_, i) => {
      const neuron = shape.length === 1 ? 0 : Math.floor(i / inner) % shape[neuronAxis]!;
      return { neuron: `${layer}/${neuron}`, layer: `${layer}` };
    });
  });
}

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
  const group = policy === "none" ? "synapse" : cachingPolicies[policy].group;
  const groupOf = (i: number): string => (group === "synapse" ? String(i) : places[i]![group]);
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
      const moves = triggered[policy](places, before.map(Math.abs), threshold);
      for (const i of all) {
        // A group that does not change is not tested.
        const isTested = all.some((j) => groupOf(j) === groupOf(i) && delta[j] !== 0);
        if (!isTested || !moves[i]) {
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
