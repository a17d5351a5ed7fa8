import { z } from "../schema/zod.js";

const text = z.string().min(1);

/** Where a number stands: a DOI or an address, and the place in it. */
const source = z.union([
  z.strictObject({ doi: z.string().regex(/^10\.\d{4,9}\/\S+$/), where: text }),
  z.strictObject({ url: z.string().regex(/^https:\/\/\S+\.\S+$/), where: text }),
]);

/** A measured number with the range in which it lies, and its source; `read` says whether the source itself was read. */
const fields = {
  value: z.number().positive(),
  unit: text,
  low: z.number().positive(),
  high: z.number().positive(),
  source,
  read: z.enum(["source", "second-hand"]),
} as const;

/** A number of a profile, in one of some units. */
export const quantityIn = <const Unit extends string>(...units: [Unit, ...Unit[]]) =>
  z.strictObject({ ...fields, unit: z.enum(units) });

/** The same with what the number is of: a pulse, a write, the full range, a cell. */
export const quantityPer = <const Unit extends string, const Per extends string>(unit: Unit, per: [Per, ...Per[]]) =>
  z.strictObject({ ...fields, unit: z.enum([unit]), per: z.enum(per) });

/** A number that nothing is computed from, with what it says. */
export const namedQuantity = z.strictObject({ what: text, ...fields });

export type Quantity = z.output<ReturnType<typeof quantityIn<string>>>;
export type NamedQuantity = z.output<typeof namedQuantity>;
