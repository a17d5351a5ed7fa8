/**
 * The perceptron with synaptic caching as one writes it down from the paper: float64, one dot product a presentation,
 * and every synapse decayed, summed and tested at every step, whether anything happened or not. The benchmark compares
 * the engines with it; its results are theirs (policies "none", "local-local", "local-global" and
 * "global-global", α = 1, no cost of changing or of holding l).
 */

/** With decay w is not an integer, and rounding must not decide what is a tie. */
const TIE = 1e-9;

/**
 * @typedef {{ inputCount: number, patternCount: number, patterns: ArrayLike<number>, targets: ArrayLike<number> }} Task
 * @typedef {{ policy: string, threshold: number, decayTime: number, maintenanceCost: number, maxEpochs: number }} Parameters
 */

/** Patterns as rows of float64 with the always-on bias as the last entry. */
function rowsOf({ inputCount, patternCount, patterns }) {
  const synapseCount = inputCount + 1;
  const rows = new Float64Array(patternCount * synapseCount).fill(1);
  for (let p = 0; p < patternCount; p++) {
    for (let i = 0; i < inputCount; i++) rows[p * synapseCount + i] = patterns[p * inputCount + i];
  }
  return rows;
}

/**
 * Policy "none": every change is persistent at once.
 *
 * @param {Task} task
 * @param {Parameters} parameters
 */
function learnDirectly(task, { maxEpochs }) {
  const { inputCount, patternCount, targets } = task;
  const synapseCount = inputCount + 1;
  const rows = rowsOf(task);
  const weights = new Float64Array(synapseCount);
  let epochCount = 0;
  let updateCount = 0;
  let consolidationEnergy = 0;
  let converged = false;
  while (!converged && epochCount < maxEpochs) {
    let errors = 0;
    for (let p = 0; p < patternCount; p++) {
      const row = p * synapseCount;
      let potential = 0;
      for (let i = 0; i < synapseCount; i++) potential += weights[i] * rows[row + i];
      if (targets[p] * potential > TIE) continue;
      for (let i = 0; i < synapseCount; i++) {
        const change = targets[p] * rows[row + i];
        weights[i] += change;
        consolidationEnergy += Math.abs(change);
      }
      errors += 1;
    }
    epochCount += 1;
    updateCount += errors;
    converged = errors === 0;
  }
  return { converged, epochCount, updateCount, consolidationEnergy, held: 0, weights };
}

/**
 * @param {Task} task
 * @param {Parameters} parameters
 */
function learnWithCaching(task, { policy, threshold, decayTime, maxEpochs }) {
  const { inputCount, patternCount, targets } = task;
  const synapseCount = inputCount + 1;
  const rows = rowsOf(task);
  const transient = new Float64Array(synapseCount);
  const persistent = new Float64Array(synapseCount);
  const decayFactor = Math.exp(-1 / decayTime);
  let epochCount = 0;
  let updateCount = 0;
  let consolidationEnergy = 0;
  let held = 0;
  let converged = false;

  while (!converged && epochCount < maxEpochs) {
    let errors = 0;
    for (let p = 0; p < patternCount; p++) {
      const row = p * synapseCount;
      for (let i = 0; i < synapseCount; i++) transient[i] *= decayFactor;
      for (let i = 0; i < synapseCount; i++) held += Math.abs(transient[i]);

      let potential = 0;
      for (let i = 0; i < synapseCount; i++) potential += (transient[i] + persistent[i]) * rows[row + i];
      if (targets[p] * potential <= TIE) {
        for (let i = 0; i < synapseCount; i++) transient[i] += targets[p] * rows[row + i];
        errors += 1;
      }

      if (policy === "local-local") {
        for (let i = 0; i < synapseCount; i++) {
          if (Math.abs(transient[i]) <= threshold) continue;
          consolidationEnergy += Math.abs(transient[i]);
          persistent[i] += transient[i];
          transient[i] = 0;
        }
        continue;
      }
      let isDue = false;
      if (policy === "global-global") {
        let sum = 0;
        for (let i = 0; i < synapseCount; i++) sum += Math.abs(transient[i]);
        isDue = sum > threshold;
      } else {
        for (let i = 0; i < synapseCount; i++) if (Math.abs(transient[i]) > threshold) isDue = true;
      }
      if (!isDue) continue;
      for (let i = 0; i < synapseCount; i++) {
        consolidationEnergy += Math.abs(transient[i]);
        persistent[i] += transient[i];
        transient[i] = 0;
      }
    }
    epochCount += 1;
    updateCount += errors;
    converged = errors === 0;
  }

  for (let i = 0; i < synapseCount; i++) {
    consolidationEnergy += Math.abs(transient[i]);
    persistent[i] += transient[i];
  }
  return { converged, epochCount, updateCount, consolidationEnergy, held, weights: persistent };
}

/**
 * Learns a task and returns what the engines return, as far as it is compared.
 *
 * @param {Task} task
 * @param {Parameters} parameters
 */
export function textbookPerceptron(task, parameters) {
  const learn = parameters.policy === "none" ? learnDirectly : learnWithCaching;
  const { converged, epochCount, updateCount, consolidationEnergy, held, weights } = learn(task, parameters);
  const maintenanceEnergy = parameters.maintenanceCost * held;
  return {
    converged,
    epochCount,
    updateCount,
    timestepCount: epochCount * task.patternCount,
    energy: consolidationEnergy + maintenanceEnergy,
    consolidationEnergy,
    maintenanceEnergy,
    minimalEnergy: weights.reduce((sum, w) => sum + Math.abs(w), 0),
  };
}
