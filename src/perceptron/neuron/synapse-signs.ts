/**
 * The sign that each synapse keeps (Dale's law): +1 excitatory, w ≥ 0, or −1 inhibitory, w ≤ 0. The first round(fN) inputs are
 * excitatory. The bias, the last weight, is 0: it stands for the threshold of the neuron, which comes from no other neuron, and is free
 * (Amit, Wong and Campbell, J. Phys. A 1989;22:2039).
 *
 * @param excitatoryFraction f in 0 … 1; undefined for synapses that may change sign
 * @returns N + 1 signs, or none
 */
export function synapseSigns(inputCount: number, excitatoryFraction: number | undefined): Int8Array | undefined {
  if (excitatoryFraction === undefined) return undefined;
  const signs = new Int8Array(inputCount + 1);
  signs.fill(-1, 0, inputCount);
  signs.fill(1, 0, Math.round(excitatoryFraction * inputCount));
  return signs;
}
