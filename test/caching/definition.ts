import type { Energies } from "../../src/caching/energies.js";
import type { PolicyName } from "../../src/caching/policies.js";
import type { Setting, Walk } from "./walks.js";

/** Names of the neuron and of the layer a synapse belongs to. */
function places({ layers }: Walk): { neuron: string; layer: string }[] {
  return layers.flatMap(({ neuronCount, inputCount }, l) =>
    Array.from({ length: neuronCount * inputCount }, (_, i) => ({
      neuron: `${l}/${Math.floor(i / inputCount)}`,
      layer: `${l}`,
    })),
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * Which synapses a policy consolidates, given every |s|, as the paper says it (eLife 2020;9:e50804, "Synaptic
 * consolidation" and Figure 4A), one sentence a policy.
 */
const triggered: Record<PolicyName, (walk: Walk, s: number[], threshold: number) => boolean[]> = {
  none: (_, s) => s.map(() => true),
  "local-local": (_, s, threshold) => s.map((value) => value > threshold),
  "local-global": (walk, s, threshold) => {
    const where = places(walk).map(({ neuron }) => neuron);
    return where.map((own) => s.some((value, j) => where[j] === own && value > threshold));
  },
  "global-global": (walk, s, threshold) => {
    const where = places(walk).map(({ neuron }) => neuron);
    return where.map((own) => sum(s.filter((_, j) => where[j] === own)) > threshold);
  },
  "local-layer": (walk, s, threshold) => {
    const where = places(walk).map(({ layer }) => layer);
    return where.map((own) => s.some((value, j) => where[j] === own && value > threshold));
  },
};

/**
 * The energies of a walk straight from their definitions: every s and l of every step is written down first, then
 * each sum is taken over the whole history. Slow, and without a thought for order or grouping.
 */
export function energiesByDefinition(walk: Walk, setting: Setting): Energies {
  const { threshold, decayTime, costExponent, potentiationOnly } = setting;
  const size = (change: number): number =>
    change === 0 || (potentiationOnly && change < 0) ? 0 : Math.abs(change) ** costExponent;
  let s = walk.start.map(() => 0);
  let l = [...walk.start];
  const [held, heldPersistent, changed, consolidated]: number[][] = [[], [], [], []];
  for (const delta of walk.steps) {
    s = s.map((value) => value * Math.exp(-1 / decayTime));
    held!.push(...s.map(Math.abs));
    heldPersistent!.push(...l.map(Math.abs));
    if (delta === null) continue;
    s = s.map((value, i) => value + delta[i]!);
    const moves = triggered[setting.policy](walk, s.map(Math.abs), threshold);
    changed!.push(...delta.filter((_, i) => !moves[i]).map(Math.abs));
    consolidated!.push(...s.filter((_, i) => moves[i]).map(size));
    l = l.map((value, i) => (moves[i] ? value + s[i]! : value));
    s = s.map((value, i) => (moves[i] ? 0 : value));
  }
  consolidated!.push(...s.map(size));
  const minimalEnergy = sum(l.map((value, i) => size(value + s[i]! - walk.start[i]!)));

  const consolidationEnergy = sum(consolidated!);
  const maintenanceEnergy = setting.maintenanceCost * sum(held!);
  const changeEnergy = setting.changeCost * sum(changed!);
  const persistentMaintenanceEnergy = setting.persistentMaintenanceCost * sum(heldPersistent!);
  const energy = consolidationEnergy + maintenanceEnergy + changeEnergy + persistentMaintenanceEnergy;
  const inefficiency = minimalEnergy > 0 ? energy / minimalEnergy : null;
  return {
    energy,
    consolidationEnergy,
    maintenanceEnergy,
    changeEnergy,
    persistentMaintenanceEnergy,
    minimalEnergy,
    inefficiency,
  };
}
