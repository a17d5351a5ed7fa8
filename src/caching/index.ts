export { type CacheSetting, cacheOf, type PolicySetting, type Threshold, type Trigger } from "./cache.js";
export { type Energies, energiesOf, type Prices } from "./energies.js";
export { energiesNow } from "./energies-now.js";
export { type LayerShape, synapseCount } from "./groups.js";
export { type LearnOptions, type LearnOutcome, learn } from "./learn.js";
export {
  type LearningEvent,
  type LearningStep,
  learning,
  passes,
  type StopRule,
  type Trainable,
} from "./learning.js";
export { type ChangeCost, type EngineTally, Ledger, type Tally } from "./ledger.js";
export { type CachingPolicyName, cachingPolicies, type Policy, type PolicyName, policyNames } from "./policies.js";
export type { Rule } from "./rule.js";
export { ruleInStore } from "./rule-in-store.js";
export { afterSteps, firstOf, quietPass } from "./stop-rules.js";
export {
  CachingStore,
  type CachingStoreOptions,
  createStore,
  type NetworkOptions,
  type Store,
  type StoreOptions,
  storesSideBySide,
} from "./store.js";
export type { DeviceGrid } from "./stores/grid-store.js";
export { WriteCounts } from "./writes/write-counts.js";
export { summariseWrites, type WriteBin, type WriteSummary } from "./writes/write-summary.js";
