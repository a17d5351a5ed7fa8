export { type CacheSetting, cacheOf, type PolicySetting, type Threshold, type Trigger } from "./cache.js";
export { type Energies, energiesOf, type Prices } from "./energies.js";
export { energiesNow } from "./energies-now.js";
export { type LayerShape, synapseCount } from "./groups.js";
export { type LearnOptions, type LearnOutcome, learn } from "./learn.js";
export { type ChangeCost, type EngineTally, Ledger, type Tally } from "./ledger.js";
export { type CachingPolicyName, cachingPolicies, type Policy, type PolicyName, policyNames } from "./policies.js";
export type { Rule } from "./rule.js";
export {
  CachingStore,
  type CachingStoreOptions,
  createStore,
  type NetworkOptions,
  type Store,
  type StoreOptions,
  storesSideBySide,
} from "./store.js";
