import { cacheOf } from "../../caching/cache.js";
import { type EngineTally, Ledger, talliedWrites } from "../../caching/ledger.js";
import { writesOfKernel } from "../../caching/writes/kernel-writes.js";
import type { WriteCounts } from "../../caching/writes/write-counts.js";
import type { KernelCache } from "../../kernels/cache-codes.js";
import { RealPerceptron } from "../../kernels/perceptron-real.js";
import { PlacedRows } from "../../kernels/placed-rows.js";
import { median } from "../../math/statistics.js";
import type { PatternSet } from "../../tasks/pattern-set.js";
import type { PerceptronCounts, RunHooks, RunParameters, Workplace } from "../engine.js";
import { initialWeights, startsAtZero } from "../neuron/initial-weights.js";
import { synapseSigns } from "../neuron/synapse-signs.js";
import { checkPotentials } from "../potential-overflow.js";
import { requiredMargin } from "../rule.js";

/** The patterns as the kernel takes them: those that the run before has left, or new ones, which are left for the next. */
function placedRows(
  task: PatternSet,
  options: ConstructorParameters<typeof PlacedRows>[1],
  workplace: Workplace = {},
): PlacedRows {
  const { left } = workplace;
  const rows = left instanceof PlacedRows && left.fits(task, options) ? left : new PlacedRows(task, options);
  workplace.left = rows;
  return rows;
}

/**
 * Learns in double precision, with decay or with patterns that are not ±1
 * (`kernels/assembly/perceptron-real.kernel.ts`).
 */
export function learnReals(
  task: PatternSet,
  parameters: RunParameters,
  options: { cache: KernelCache; signs: boolean },
  hooks: RunHooks = {},
): PerceptronCounts {
  const { onEpoch, givesUp } = hooks;
  const ledger = new Ledger(parameters);
  const initial = initialWeights(task.inputCount, parameters);
  const signsOfSynapses = synapseSigns(task.inputCount, parameters.excitatoryFraction);
  const rows = placedRows(task, { ...options, synapseSigns: signsOfSynapses }, hooks.workplace);
  const start = (stepwise: boolean) => {
    const settings = {
      ...options,
      stepwise,
      initial: startsAtZero(parameters) ? undefined : initial,
      synapseSigns: signsOfSynapses,
      required: requiredMargin(task.inputCount, parameters.margin ?? 0),
      maxEpochs: parameters.maxEpochs,
      byEpoch: onEpoch !== undefined || givesUp !== undefined,
      plain: parameters.costExponent === 1 && !parameters.potentiationOnly,
      countsWrites: parameters.countsWrites === true,
      sizeOf: (change: number) => ledger.sizeOf(change),
    };
    return new RealPerceptron(task, settings, rows);
  };
  // How much s² grows is a sum of its own, of which no bound of rounding is kept: it is added up as the reference engine does it.
  let perceptron = start(options.cache.law?.growthWindow !== undefined);
  let epochsTold = 0;

  /** What consolidating all that is still transient would take. */
  const residual = (): number => {
    const transient = perceptron.transient();
    return ledger.distance(new Float64Array(transient.length), transient);
  };

  /** The writes up to now, where they are counted; those of what is still transient only with all of it. */
  const writes = (withTransient = true): WriteCounts | undefined => {
    const counted = perceptron.writes();
    if (counted === undefined) return undefined;
    const layers = [{ neuronCount: 1, inputCount: task.inputCount + 1 }];
    return writesOfKernel(counted, withTransient ? perceptron.transient() : null, layers, cacheOf(parameters));
  };

  /** θ as it has become, where it moves. */
  const found = () => {
    const { law, scales } = options.cache;
    if (law === undefined) return {};
    const { threshold } = perceptron;
    return { foundThreshold: scales === undefined ? threshold : median(scales.map((scale) => threshold * scale)) };
  };

  /** What has been counted, with `residual` on top. */
  const tally = (residual: number, withTransient = true): EngineTally => {
    const { consolidated, held, changed, persistentHeld } = perceptron.counters();
    const [transient, persistent] = [perceptron.transient(), perceptron.persistent()];
    const minimal = ledger.distance(
      initial,
      transient.map((s, i) => s + persistent[i]!),
    );
    const counted = writes(withTransient);
    return {
      consolidated: consolidated + residual,
      transientHeld: held,
      transientChanged: changed,
      persistentHeld,
      minimal,
      ...(counted === undefined ? {} : talliedWrites(counted)),
    };
  };

  for (;;) {
    const { epochCount, updateCount, errorCount, converged, ended, undecided } = perceptron.learn();
    if (undecided || (parameters.costExponent < 1 && perceptron.hasCancelled(initial))) {
      perceptron = start(true);
      continue;
    }
    if (onEpoch !== undefined && epochCount > epochsTold) {
      epochsTold = epochCount;
      const residualEnergy = residual();
      onEpoch({ epoch: epochCount, errorCount, tally: tally(residualEnergy), residualEnergy });
    }
    const givenUp = !ended && givesUp?.(tally(0, false)) === true;
    if (!ended && !givenUp) continue;
    if (ended && !converged) {
      const persistent = perceptron.persistent();
      checkPotentials(
        task,
        perceptron.transient().map((s, i) => s + persistent[i]!),
      );
    }
    const timestepCount = epochCount * task.patternCount;
    const counted = writes();
    const bySynapse = counted === undefined ? {} : { writesBySynapse: counted.bySynapse };
    return { converged, epochCount, updateCount, timestepCount, tally: tally(residual()), ...found(), ...bySynapse };
  }
}
