import type { Doctor } from "../made-up.js";
import { onSettings } from "./changes.js";

/** Changes what is consolidated and held by a policy. */
const times = (consolidation: number, maintenance: number, policy?: string): Doctor =>
  onSettings(({ consolidated, transientHeld }, { setting }) =>
    policy === undefined || setting.policy === policy
      ? { consolidated: consolidation * consolidated, transientHeld: maintenance * transientHeld }
      : {},
  );

/** So many times the changes that are not consolidated at once. */
const changing = (factor: number): Doctor =>
  onSettings(({ transientChanged }) => ({ transientChanged: factor * transientChanged! }));

export const cachingTheoryDoctors: Record<string, Doctor> = {
  "caching-theory": times(1.4, 1.4, "local-global"),
  "caching-theory-local": times(1.4, 1.4, "local-local"),
  // √3 times as high.
  "threshold-theory": times(1, 1 / 3),
  "consolidation-energy-theory": times(1.2, 1),
  "maintenance-energy-theory": times(1, 1.2),
  // A share of 1/n² is small: one in a hundred less of what is kept is much more of what is not.
  "consolidation-count": changing(0.99),
  "change-cost-theory": changing(0.8),
  // As local-global has it, 1 − 1/n.
  "change-cost-local-global": onSettings(({ transientChanged }, { setting: { threshold } }) => {
    const n = Math.floor(threshold) + 1;
    return { transientChanged: (transientChanged! * (1 - 1 / n)) / (1 - 1 / n ** 2) };
  }),
};
