export { energiesNow } from "./account.js";
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
export { type ChangeCost, type Energies, energiesOf, Ledger, type Prices, type Tally } from "./ledger.js";
export { type CachingPolicyName, cachingPolicies, type Policy, type PolicyName, policyNames } from "./policies.js";
export type { Rule } from "./rule.js";
export { ruleInStore } from "./rule-in-store.js";
export { afterSteps, firstOf, quietPass } from "./stop-rules.js";
export { CachingStore, createStore, type Store, type StoreOptions, storesSideBySide } from "./store.js";
