import { energiesOf, Ledger } from "../caching/ledger.js";
import type { KernelCache } from "../kernels/cache-codes.js";
import { RealPerceptron } from "../kernels/perceptron-real.js";
import type { PatternSet } from "../tasks/pattern-set.js";
import type { Outcome, RunHooks, RunParameters } from "./engine.js";
import { checkPotentials } from "./potential-overflow.js";

/**
 * Learns in double precision, with decay or with patterns that are not ±1
 * (`kernels/assembly/perceptron-real.kernel.ts`).
 */
export function learnReals(
  task: PatternSet,
  parameters: RunParameters,
  options: { cache: KernelCache; signs: boolean },
  hooks: RunHooks = {},
): Outcome {
  const { onEpoch, energyLimit } = hooks;
  const ledger = new Ledger(parameters);
  const start = (stepwise: boolean) =>
    new RealPerceptron(task, {
      ...options,
      stepwise,
      maxEpochs: parameters.maxEpochs,
      byEpoch: onEpoch !== undefined || (energyLimit ?? Number.POSITIVE_INFINITY) < Number.POSITIVE_INFINITY,
      plain: parameters.costExponent === 1 && !parameters.potentiationOnly,
      sizeOf: (change) => ledger.sizeOf(change),
    });
  let perceptron = start(false);
  let epochsTold = 0;

  /** What consolidating all that is still transient would take. */
  const residual = (): number => {
    const transient = perceptron.transient();
    return ledger.distance(new Float64Array(transient.length), transient);
  };

  /** What has been counted, with `residual` on top. */
  const energies = (residual: number) => {
    const { consolidated, held, changed, persistentHeld } = perceptron.counters();
    const [transient, persistent] = [perceptron.transient(), perceptron.persistent()];
    const minimal = ledger.distance(
      new Float64Array(transient.length),
      transient.map((s, i) => s + persistent[i]!),
    );
    const tally = {
      consolidated: consolidated + residual,
      transientHeld: held,
      transientChanged: changed,
      persistentHeld,
      minimal,
    };
    return energiesOf(tally, parameters);
  };

  for (;;) {
    const { epochCount, updateCount, errorCount, converged, ended, undecided } = perceptron.learn();
    if (undecided || (parameters.costExponent < 1 && perceptron.hasCancelled())) {
      perceptron = start(true);
      continue;
    }
    if (onEpoch !== undefined && epochCount > epochsTold) {
      epochsTold = epochCount;
      const residualEnergy = residual();
      onEpoch({ epoch: epochCount, errorCount, ...energies(residualEnergy), residualEnergy });
    }
    const givenUp = energyLimit !== undefined && !ended && energies(0).energy > energyLimit;
    if (!ended && !givenUp) continue;
    if (ended && !converged) {
      const persistent = perceptron.persistent();
      checkPotentials(
        task,
        perceptron.transient().map((s, i) => s + persistent[i]!),
      );
    }
    const timestepCount = epochCount * task.patternCount;
    return { converged, epochCount, updateCount, timestepCount, ...energies(residual()) };
  }
}
