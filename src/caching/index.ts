export { energiesNow } from "./account.js";
export { type LayerShape, synapseCount } from "./groups.js";
export { type LearnOptions, type LearnOutcome, learn } from "./learn.js";
export { type ChangeCost, type Energies, energiesOf, Ledger, type Prices, type Tally } from "./ledger.js";
export { type CachingPolicyName, cachingPolicies, type Policy, type PolicyName, policyNames } from "./policies.js";
export type { Rule } from "./rule.js";
export { CachingStore, createStore, type Store, type StoreOptions, storesSideBySide } from "./store.js";
