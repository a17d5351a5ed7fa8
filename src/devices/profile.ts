import { UsageError } from "../schema/usage-error.js";
import { z } from "../schema/zod.js";
import { namedQuantity, type Quantity, quantityIn, quantityPer } from "./quantity.js";

/**
 * What is known of a memory cell. A number that nobody has found is absent, and what would follow from it is not computed.
 */
export const profileSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string().min(1),
  /** Whether what it holds is gone without power, or after a while: a place for s, or for l. */
  kind: z.enum(["volatile", "persistent"]),
  /** A cell that holds a bit makes a weight together with others. */
  holds: z.enum(["weight", "bit"]),
  /**
   * Joules of a pulse, which changes a weight by the granularity; of a write, whatever its size; or of the full range, in proportion to
   * the change.
   */
  writeEnergy: quantityPer("J", ["pulse", "write", "full range"]).optional(),
  /** The least change, of the range that a cell covers. */
  granularity: quantityIn("share of the range").optional(),
  /** Watts that a cell leaks or takes to be refreshed, whatever it holds, or in proportion to what it holds. */
  holdingPower: quantityPer("W", ["cell", "full range"]).optional(),
  /** After which what it holds has decayed by a factor of e. */
  retention: quantityIn("s", "time steps").optional(),
  endurance: quantityIn("writes").optional(),
  writeTime: quantityIn("s").optional(),
  further: z.array(namedQuantity).optional(),
});

export type DeviceProfile = z.output<typeof profileSchema>;

/** Estimates of what learning costs animals, which are of no cell. */
export const biologySchema = z.strictObject({ title: z.string().min(1), estimates: z.array(namedQuantity).min(1) });

export type BiologicalEstimates = z.output<typeof biologySchema>;

/** Every number of a profile, with what it is. */
export function quantitiesOf(profile: DeviceProfile): { what: string; quantity: Quantity }[] {
  const { writeEnergy, holdingPower, granularity, retention, endurance, writeTime, further = [] } = profile;
  const of = profile.holds === "bit" ? " of a bit" : "";
  const known: [string, Quantity | undefined][] = [
    [`energy of a ${writeEnergy?.per ?? "write"}${of}`.replace("a full range", "the full range"), writeEnergy],
    ["granularity", granularity],
    [holdingPower?.per === "cell" ? "power, whatever it holds" : "power to hold the full range", holdingPower],
    ["retention", retention],
    ["endurance", endurance],
    ["time of a write", writeTime],
    ...further.map(({ what, ...quantity }): [string, Quantity] => [what, quantity]),
  ];
  return known.flatMap(([what, quantity]) => (quantity === undefined ? [] : [{ what, quantity }]));
}

/** Refuses a range that its value is not in. */
function checkRange(name: string, what: string, { low, value, high }: Quantity): void {
  if (low <= value && value <= high) return;
  throw new UsageError(
    `${name}: the ${what} must lie in its range, got ${value} with ${low} to ${high}. Give low ≤ value ≤ high.`,
  );
}

/**
 * A profile, checked: every number has a range that it lies in, and a source.
 *
 * @throws UsageError for anything else
 */
export function parseProfile(given: unknown): DeviceProfile {
  const parsed = profileSchema.safeParse(given);
  if (!parsed.success) {
    const [{ path, message } = { path: [], message: "" }] = parsed.error.issues;
    throw new UsageError(
      `a device profile must have numbers with a unit, a range and a source, got a wrong ${path.join(".") || "whole"}: ${message}. ` +
        "See src/devices for some.",
    );
  }
  for (const { what, quantity } of quantitiesOf(parsed.data)) checkRange(parsed.data.name, what, quantity);
  return parsed.data;
}
