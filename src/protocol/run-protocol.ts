import { type Energies, energiesOf, pricesOf } from "../caching/energies.js";
import { type LearningStep, learning } from "../caching/learning.js";
import { Ledger } from "../caching/ledger.js";
import { checkWeights, ruleInStore } from "../caching/rule-in-store.js";
import { cacheBySynapses } from "../caching/self-tuning/moving-cache.js";
import { CachingStore, createStore } from "../caching/store.js";
import { requiredMargin } from "../perceptron/rule.js";
import type { Row } from "../schema/row.js";
import { measuresOf, normsOf, type Parts, synapsesOf } from "./measures.js";
import type { NeuronParameters } from "./parameters.js";
import type { Protocol, Variant } from "./protocol.js";
import { stimulusRule } from "./stimulus-rule.js";
import { type Happening, type Stimulus, timetable } from "./timetable.js";

/** Synapses of a neuron, that of the bias included. */
export const synapseCountOf = ({ inputCount, bias }: NeuronParameters): number => inputCount + (bias ? 1 : 0);

/** A neuron at the beginning of a protocol: every weight is 0. */
function createNeuron(neuron: NeuronParameters) {
  const { policy, decayTime, margin, inputCount } = neuron;
  const ledger = new Ledger(neuron);
  const weights = new Float64Array(synapseCountOf(neuron));
  const layers = [{ neuronCount: 1, inputCount: weights.length }];
  const store = createStore({ layers, weights, policy, decayTime, ledger, ...cacheBySynapses(neuron) });
  const learner = ruleInStore(stimulusRule(requiredMargin(inputCount, margin)), store);
  // Without a cache every change is persistent at once, and there is no s.
  const parts: Parts =
    store instanceof CachingStore ? store : { weights: store.weights, transient: weights, persistent: store.weights };
  return { learner, ledger, parts };
}

/** What has been spent so far. What is transient has not been consolidated, and may never be. */
function spent(ledger: Ledger, neuron: NeuronParameters): Omit<Energies, "minimalEnergy" | "inefficiency"> {
  const { minimalEnergy: _, inefficiency: __, ...energies } = energiesOf(ledger.tally(0), pricesOf(neuron));
  return energies;
}

const kindOf = ({ event }: Happening): string => Object.keys(event)[0]!;

/** What the table says of the event itself. */
function told({ phase, set, number, ...happening }: Happening, step: LearningStep<Stimulus>, energyAvailable: boolean) {
  const { timestepCount, changed } = step;
  const event = kindOf({ phase, ...happening });
  return { timestep: timestepCount, phase, event, set: set ?? null, pattern: number ?? null, changed, energyAvailable };
}

/**
 * Runs a protocol with one value for everything, an event after the other; each gives a row, at once.
 *
 * @param synapses numbers, from 1, of those that have columns of their own
 */
export function* runVariant({ values, neuron, sets, phases }: Variant, synapses: readonly number[]): Generator<Row> {
  const { learner, ledger, parts } = createNeuron(neuron);
  let energyAvailable = true;
  let now: Happening | undefined;
  function* events() {
    for (now of timetable(phases, sets)) {
      if ("energy" in now.event) energyAvailable = now.event.energy;
      yield now.event;
    }
  }
  for (const step of learning(learner, events())) {
    checkWeights(parts.weights, `at time step ${step.timestepCount}`);
    yield {
      ...values,
      ...told(now!, step, energyAvailable),
      ...measuresOf(sets, parts),
      ...normsOf(parts),
      ...synapsesOf(synapses, parts),
      ...spent(ledger, neuron),
    };
  }
}

/**
 * Runs a protocol: a row for every event, of one combination of the grid's values after the other.
 *
 * @throws UsageError for weights or energies beyond the largest number
 */
export const runProtocol = (protocol: Protocol, synapses: readonly number[] = []): Row[] =>
  protocol.variants.flatMap((variant) => [...runVariant(variant, synapses)]);
