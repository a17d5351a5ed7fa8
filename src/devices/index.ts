export { type DeviceProfile, parseProfile } from "./profile.js";
export { biologicalEstimates, deviceNamed, deviceNames, deviceProfiles } from "./profiles.js";
export type { Quantity } from "./quantity.js";
export type { Range } from "./range.js";
export { type DeviceCosts, type DeviceUse, deviceCosts } from "./use/costs.js";
export { pulseTrainJoule } from "./use/neurosim.js";
export { type DevicePrices, type DeviceSetting, devicePrices } from "./use/prices.js";
export { type PulseCosts, pulseCosts } from "./use/pulses.js";
export type { Encoding, Written } from "./use/writing.js";
