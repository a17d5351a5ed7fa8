import { median } from "../../math/statistics.js";
import { CachingStore, type Store } from "../store.js";

/** θ as it is now, where it tunes itself: the median over the synapses where each has its own. */
export function foundThreshold(store: Store): { foundThreshold?: number } {
  if (!(store instanceof CachingStore)) return {};
  const { thresholds } = store;
  return { foundThreshold: typeof thresholds === "number" ? thresholds : median(thresholds) };
}
