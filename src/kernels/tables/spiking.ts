import { layOut } from "../table.js";

/** A spiking neuron with its store, in SI units (`assembly/tables/spiking.ts`). */
export const spikingTable = layOut({
  weights: "address",
  transient: "address",
  persistent: "address",
  counts: "address",
  synapseCount: "i32",
  stepCount: "i32",
  code: "i32",
  limit: "f64",
  decayFactor: "f64",
  synapseFactor: "f64",
  adaptationFactor: "f64",
  auditoryTraceFactor: "f64",
  outputTraceFactor: "f64",
  perCapacitance: "f64",
  rest: "f64",
  firing: "f64",
  reversal: "f64",
  leakConductance: "f64",
  visualConductance: "f64",
  backgroundConductance: "f64",
  adaptationStep: "f64",
  maximum: "f64",
  potentiation: "f64",
  depression: "f64",
});
