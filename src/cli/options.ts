import { type Command, Option } from "commander";
import { numberFromText } from "../schema/number-text.js";
import { metaOf, parseParameters } from "../schema/parameter.js";
import { UsageError } from "../schema/usage-error.js";
import { impliedValue } from "../schema/where-given.js";
import type { z } from "../schema/zod.js";
import { flagOf, HINT } from "./flag-words.js";
import { headings } from "./help/groups.js";
import { inBrackets } from "./help/in-brackets.js";

/**
 * Adds a flag for every field of a schema, below the headings of the help that the fields name. Values stay as they were
 * typed; `parseFlags` checks them. Flags that the command adds itself stand with those of the task.
 */
export function addFlags(command: Command, schema: z.ZodObject): Command {
  const defaults = schema.parse({});
  for (const [key, field] of Object.entries(schema.shape)) {
    const { help, placeholder, isSwitch } = metaOf(field as z.ZodType);
    const flags = isSwitch ? flagOf(key) : `${flagOf(key)} ${placeholder}`;
    const fallback = defaults[key] ?? impliedValue(field as z.ZodType);
    const text = `${help.text}${inBrackets(help.allowed, fallback)}`;
    command.addOption(new Option(flags, text).helpGroup(headings[help.group]));
  }
  return command.optionsGroup(headings.task);
}

/** Numbers as numbers, words as words; what is neither, such as −Infinity, is for the schema to refuse as it was typed. */
function fromText(text: unknown): unknown {
  if (typeof text !== "string") return text;
  const number = numberFromText(text);
  return number === undefined || number === Number.NEGATIVE_INFINITY ? text : number;
}

/**
 * The checked parameters of a command, with defaults for what was not typed.
 *
 * @throws UsageError naming the flag, its allowed range and what was given
 */
export function parseFlags<S extends z.ZodObject>(schema: S, typed: Record<string, unknown>): z.output<S> {
  const known = Object.entries(typed).filter(([key]) => key in schema.shape);
  const values = known.map(([key, text]) => {
    const { isText } = metaOf(schema.shape[key] as z.ZodType);
    return [key, isText ? text : fromText(text)];
  });
  try {
    return parseParameters(schema, Object.fromEntries(values), flagOf);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${error.message}\n${HINT}`, { cause: error });
  }
}
