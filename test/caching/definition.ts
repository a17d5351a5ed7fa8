import type { Energies } from "../../src/caching/energies.js";
import { periodOf, type Setting, type Walk } from "./walks.js";

/** Names of the neuron and of the layer a synapse belongs to. */
export interface SynapsePlace {
  neuron: string;
  layer: string;
}

const placesIn = ({ layers }: Walk): SynapsePlace[] =>
  layers.flatMap(({ neuronCount, inputCount }, l) =>
    Array.from({ length: neuronCount * inputCount }, (_, i) => ({
      neuron: `${l}/${Math.floor(i / inputCount)}`,
      layer: `${l}`,
    })),
  );

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Of every synapse, the |s| of all that are in the same place. */
const together = (where: readonly SynapsePlace[], place: keyof SynapsePlace, s: number[]): number[][] =>
  where.map((own) => s.filter((_, j) => where[j]![place] === own[place]));

/**
 * Which synapses a policy consolidates, given every |s|, as the paper says it (eLife 2020;9:e50804, "Synaptic
 * consolidation" and Figure 4A), one sentence a policy.
 */
export const triggered: Record<
  Setting["policy"],
  (where: readonly SynapsePlace[], s: number[], threshold: number) => boolean[]
> = {
  none: (_, s) => s.map(() => true),
  "local-local": (_, s, threshold) => s.map((value) => value > threshold),
  "local-global": (where, s, threshold) =>
    together(where, "neuron", s).map((own) => own.some((value) => value > threshold)),
  "global-global": (where, s, threshold) => together(where, "neuron", s).map((own) => sum(own) > threshold),
  "local-layer": (where, s, threshold) =>
    together(where, "layer", s).map((own) => own.some((value) => value > threshold)),
  "local-excess": (_, s, threshold) => s.map((value) => value > threshold),
  // Between time steps, whatever s is.
  clock: (_, s) => s.map(() => false),
};

/**
 * The energies of a walk straight from their definitions: every s and l of every step is written down first, then
 * each sum is taken over the whole history. Slow, and without a thought for order or grouping.
 */
export function energiesByDefinition(walk: Walk, setting: Setting): Energies {
  const { policy, threshold, decayTime, costExponent, potentiationOnly } = setting;
  const period = periodOf(threshold);
  const where = placesIn(walk);
  /** What consolidation leaves in s. */
  const rest = (value: number): number => (policy === "local-excess" ? Math.sign(value) * threshold : 0);
  const size = (change: number): number =>
    change === 0 || (potentiationOnly && change < 0) ? 0 : Math.abs(change) ** costExponent;
  let s = walk.start.map(() => 0);
  let l = [...walk.start];
  const [held, heldPersistent, changed, consolidated]: number[][] = [[], [], [], []];
  for (const [step, delta] of walk.steps.entries()) {
    const strikes = policy === "clock" && (step + 1) % period === 0;
    s = s.map((value) => value * Math.exp(-1 / decayTime));
    held!.push(...s.map(Math.abs));
    heldPersistent!.push(...l.map(Math.abs));
    if (delta === null && !strikes) continue;
    const change = delta ?? s.map(() => 0);
    s = s.map((value, i) => value + change[i]!);
    const moves = strikes ? s.map(() => true) : triggered[policy](where, s.map(Math.abs), threshold);
    const moved = s.map((value, i) => (moves[i] ? value - rest(value) : 0));
    // The part of a change that is consolidated at once is not charged; a synapse that is emptied pays for none of it.
    changed!.push(
      ...change.map((value, i) => {
        if (!moves[i]) return Math.abs(value);
        return policy === "local-excess" ? Math.max(0, Math.abs(value) - Math.abs(moved[i]!)) : 0;
      }),
    );
    consolidated!.push(...moved.map(size));
    l = l.map((value, i) => value + moved[i]!);
    s = s.map((value, i) => (moves[i] ? rest(value) : value));
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
