import { metaOf } from "./parameter.js";
import type { Cell } from "./row.js";
import type { z } from "./zod.js";

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

/**
 * The parameters that have to be said: a value that would hold without a word is none, so that a job is the same whether it is
 * given or not. There may be millions of jobs: where all are to be said, they are those that were given.
 */
export function withoutImplied(
  schema: z.ZodObject,
  parameters: Readonly<Record<string, Cell>>,
): Readonly<Record<string, Cell>> {
  const unsaid = [...impliedValues(schema)].filter(([key, value]) => parameters[key] === value).map(([key]) => key);
  if (unsaid.length === 0) return parameters;
  return Object.fromEntries(Object.entries(parameters).filter(([key]) => !unsaid.includes(key)));
}
