export { gridCharts, testedRows } from "./charts/grid-charts.js";
export { timeCharts } from "./charts/time-charts.js";
export { type NeuronParameters, neuronSchema } from "./parameters.js";
export { type Protocol, protocolOf, type Variant } from "./protocol.js";
export { runProtocol, runVariant, synapseCountOf } from "./run-protocol.js";
export { type Phase, type ProtocolDocument, protocolJsonSchema, protocolSchema } from "./schema.js";
