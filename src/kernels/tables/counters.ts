/** What a store has counted, as in `Tally`, and what it held after the last update; the same wherever a kernel counts. */
export const counterFields = {
  norm: "f64",
  held: "f64",
  consolidated: "f64",
  changed: "f64",
  persistentNorm: "f64",
  persistentHeld: "f64",
} as const;

export const counterNames = Object.keys(counterFields) as (keyof typeof counterFields)[];
