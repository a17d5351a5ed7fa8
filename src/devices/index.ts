export { type DeviceCosts, type DeviceUse, deviceCosts } from "./costs.js";
export { pulseTrainJoule } from "./neurosim.js";
export { type DevicePrices, type DeviceSetting, devicePrices } from "./prices.js";
export { type DeviceProfile, parseProfile } from "./profile.js";
export { biologicalEstimates, deviceNamed, deviceNames, deviceProfiles } from "./profiles.js";
export { type PulseCosts, pulseCosts } from "./pulses.js";
export type { Quantity } from "./quantity.js";
export type { Range } from "./range.js";
export type { Encoding, Written } from "./writing.js";
