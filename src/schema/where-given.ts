import type { z } from "zod";
import { metaOf } from "./parameter.js";
import type { Cell } from "./row.js";

/**
 * A parameter that documents, jobs and tables have only where it is given; without it, its default holds. So a parameter that
 * a learner gets later changes nothing that was written before.
 */
export function whereGiven<T extends z.ZodType>(field: z.ZodDefault<T>): z.ZodOptional<T> {
  const implied = field.parse(undefined) as Cell;
  return (field.unwrap() as T).optional().meta({ ...metaOf(field), implied }) as z.ZodOptional<T>;
}

/** What holds where a parameter is not given: the value of `whereGiven`, or undefined for a field that documents always have. */
export const impliedValue = (field: z.ZodType): Cell | undefined => metaOf(field).implied;

const known = new WeakMap<z.ZodObject, ReadonlyMap<string, Cell>>();

/** The parameters of a schema that may be absent, each with what holds then. */
export function impliedValues(schema: z.ZodObject): ReadonlyMap<string, Cell> {
  const found =
    known.get(schema) ??
    new Map(
      Object.entries(schema.shape).flatMap(([key, field]): [string, Cell][] => {
        const value = impliedValue(field as z.ZodType);
        return value === undefined ? [] : [[key, value]];
      }),
    );
  known.set(schema, found);
  return found;
}
