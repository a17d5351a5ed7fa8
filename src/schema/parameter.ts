import { type Description, helpOf, type ParameterMeta } from "./parameter-help.js";
import { shown, shownPath } from "./shown.js";
import { UsageError } from "./usage-error.js";
import { z } from "./zod.js";

function refusal(allowed: string, { remedy }: Description) {
  return {
    error: (issue: { input?: unknown }) =>
      `must be ${allowed}, got ${shown(issue.input)}.${remedy === undefined ? "" : ` ${remedy}`}`,
  };
}

/** An integer in a stated range. */
export function count(options: Description & { min?: number; max: number; default: number }) {
  const { min = 1, max } = options;
  const error = refusal(`an integer from ${min} to ${max}`, options);
  return z
    .int(error)
    .min(min, error)
    .max(max, error)
    .default(options.default)
    .meta({
      description: options.description,
      help: helpOf(options, `${min} to ${max}`),
      placeholder: "<n>",
    } satisfies ParameterMeta);
}

interface QuantityOptions extends Description {
  min: number;
  /** Whether `min` itself is refused. */
  exclusive?: boolean;
  max?: number;
  /** Whether Infinity is meant: no decay, no threshold. */
  infinite?: boolean;
  unit: string;
}

const infinity = z.literal([Number.POSITIVE_INFINITY, "Infinity"] as unknown as ["Infinity"]).transform(() => {
  return Number.POSITIVE_INFINITY;
});

function rangeOf({ min, exclusive, max, infinite, unit }: QuantityOptions): string {
  const low = `${exclusive ? ">" : "≥"} ${min}`;
  return `${low}${max === undefined ? "" : ` and ≤ ${max}`}${infinite ? " or Infinity" : ""} (${unit})`;
}

function finite(options: QuantityOptions, error: ReturnType<typeof refusal>) {
  const { min, exclusive, max } = options;
  const atLeast = exclusive ? z.number(error).gt(min, error) : z.number(error).min(min, error);
  return max === undefined ? atLeast : atLeast.max(max, error);
}

function metaOfQuantity(options: QuantityOptions, words: readonly string[] = []) {
  const allowed = [rangeOf(options), ...words].join(" or ");
  return {
    description: `${options.description} (${options.unit})`,
    help: helpOf(options, allowed),
    placeholder: `<${["x", ...words].join("|")}>`,
  } satisfies ParameterMeta;
}

/** A real number in a stated range and unit. */
export function quantity(options: QuantityOptions & { default: number }) {
  const error = refusal(rangeOf(options), options);
  const value: z.ZodType<number, number | "Infinity"> = options.infinite
    ? z.union([finite(options, error), infinity], error)
    : finite(options, error);
  return value.default(options.default).meta(metaOfQuantity(options));
}

/** A real number that may be left out; then it is null. */
export function optionalQuantity(options: QuantityOptions) {
  return finite(options, refusal(rangeOf(options), options))
    .nullable()
    .default(null)
    .meta(metaOfQuantity(options));
}

/** A real number that is a parameter where it is given, and no part of a record where it is not. */
export function quantityIfGiven(options: QuantityOptions) {
  return finite(options, refusal(rangeOf(options), options))
    .optional()
    .meta(metaOfQuantity(options));
}

/** An integer or Infinity, or one of a few words that stand for a way of finding it. */
export function countOr<const Word extends string>(
  words: readonly [Word, ...Word[]],
  options: Description & { min: number; max: number; default: number | Word },
) {
  const { min, max } = options;
  const allowed = `${min} to ${max}, Infinity or ${words.join(", ")}`;
  const error = refusal(`an integer from ${allowed}`, options);
  const integers = z.union([z.int(error).min(min, error).max(max, error), infinity], error);
  const value: z.ZodType<number | Word, number | "Infinity" | Word> = z.union([integers, z.enum(words)], error);
  return value.default(options.default as never).meta({
    description: options.description,
    help: helpOf(options, allowed),
    placeholder: `<${["n", ...words].join("|")}>`,
  } satisfies ParameterMeta);
}

/** A real number, or one of a few words that stand for a way of finding it. */
export function quantityOr<const Word extends string>(
  words: readonly [Word, ...Word[]],
  options: QuantityOptions & { default: number | Word },
) {
  const error = refusal(`${rangeOf(options)} or ${words.join(", ")}`, options);
  const numbers: z.ZodType<number, number | "Infinity"> = options.infinite
    ? z.union([finite(options, error), infinity], error)
    : finite(options, error);
  const value: z.ZodType<number | Word, number | "Infinity" | Word> = z.union([numbers, z.enum(words)], error);
  return value.default(options.default as never).meta(metaOfQuantity(options, words));
}

/** One name of a table of named values. */
export function choice<const Name extends string>(
  names: readonly [Name, ...Name[]],
  options: Description & { default: Name },
) {
  return z
    .enum(names, refusal(`one of ${names.join(", ")}`, options))
    .default(options.default as never)
    .meta({
      description: options.description,
      help: helpOf(options, names.join(", ")),
      placeholder: `<${names.join("|")}>`,
    } satisfies ParameterMeta);
}

/** A free word, such as the name of a data set or a folder. */
export function word(options: Description & { default: string }) {
  return z
    .string(refusal("a name", options))
    .min(1, refusal("a name", options))
    .default(options.default)
    .meta({
      description: options.description,
      help: helpOf(options),
      placeholder: "<name>",
      isText: true,
    } satisfies ParameterMeta);
}

/** A switch, off unless it is given. */
export function flag(options: Description) {
  return z
    .boolean(refusal("true or false", options))
    .default(false)
    .meta({ description: options.description, help: helpOf(options), isSwitch: true } satisfies ParameterMeta);
}

/** What is known of a parameter of an object schema; every schema made in this file carries it. */
export const metaOf = (schema: z.ZodType): ParameterMeta => schema.meta() as unknown as ParameterMeta;

/**
 * Checks `input` against a schema and fills in the defaults.
 *
 * @param nameOf how a parameter is called where the person typed it (`--threshold` on the command line)
 * @throws UsageError with a sentence for every refused value
 */
export function parseParameters<S extends z.ZodType>(
  schema: S,
  input: unknown,
  nameOf: (key: string) => string = (key) => key,
): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const sentences = result.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => `${nameOf(shownPath(key))} is not a parameter here.`)
      : [`${nameOf(issue.path.join("."))} ${issue.message}`],
  );
  // A value can be refused for two reasons in the same words.
  throw new UsageError([...new Set(sentences)].join("\n"));
}
