export type { Clause } from "./clause.js";
export { type RuleSubject, ruleContract } from "./rule-contract.js";
export { type StoreStart, type StoreSubject, storeContract } from "./store-contract.js";
