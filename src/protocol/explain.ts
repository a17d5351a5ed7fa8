import { didYouMean } from "../schema/did-you-mean.js";
import { shown } from "../schema/shown.js";
import type { z } from "../schema/zod.js";
import { neuronKeys } from "./parameters.js";
import { patternForms, phaseForms, protocolSchema } from "./schema.js";

export type Path = readonly PropertyKey[];
/** Where a value of the file stands: file, line and key. */
export type Where = (path: Path) => string;

type Issue = z.core.$ZodIssue;
type Forms = Readonly<Record<string, z.ZodObject>>;

const protocolKeys = Object.keys(protocolSchema.shape);
/** An example of each form, for a value that has none of them. */
const examples = {
  pattern: "{ active: 1..20 }, { random: 10 } or { values: [[1, -1]], targets: [1] }",
  phase: "{ present: NAME }, { idle: 100 }, { test: NAME }, { energy: off } or { repeat: 3, phases: [...] }",
};

/** The forms that a value at this path has a choice of: of patterns, of phases, or of none. */
function formsAt(path: Path): { what: keyof typeof examples; forms: Forms } | null {
  const [room, , inner] = path;
  if (room === "patterns" && path.length === 2) return { what: "pattern", forms: patternForms };
  if (room !== "phases") return null;
  if (path.length === 2) return { what: "phase", forms: phaseForms };
  const { repeat: _, ...others } = phaseForms;
  return inner === "phases" && path.length === 4 ? { what: "phase", forms: others } : null;
}

/** Which form a value was meant to have; null where it has the key of none. */
const formOf = (value: unknown, forms: Forms): string | null =>
  typeof value !== "object" || value === null ? null : (Object.keys(forms).find((key) => key in value) ?? null);

export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key], value);

const got = (value: unknown): string => (value === undefined ? "none" : value === null ? "nothing" : shown(value));

/** A sentence for every issue, each beginning with where it is. */
export function explain(issues: readonly Issue[], protocol: unknown, where: Where, above: Path = []): string[] {
  const sentences = issues.flatMap((issue): string[] => {
    const path = [...above, ...issue.path];
    const value = valueAt(protocol, path);
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => `${where([...path, key])}: ${unknownKey(path, key, value)}`);
    }
    const choice = formsAt(path);
    if (issue.code === "invalid_union" && choice !== null) {
      const form = formOf(value, choice.forms);
      if (form === null) return [`${where(path)}: ${noForm(value, choice)}`];
      // The branches of the union stand in the order of the table.
      return explain(issue.errors[Object.keys(choice.forms).indexOf(form)] ?? [], protocol, where, path);
    }
    return [`${where(path)}: ${sentence(path, value, issue.message)}`];
  });
  return [...new Set(sentences)];
}

function noForm(value: unknown, { what, forms }: { what: keyof typeof examples; forms: Forms }): string {
  const keys = typeof value === "object" && value !== null ? Object.keys(value) : [];
  const hint = keys.map((key) => didYouMean(key, Object.keys(forms))).find((text) => text !== "") ?? "";
  const nested = "repeat" in (keys.length > 0 ? (value as object) : {}) ? " What is repeated holds no repetition." : "";
  return `a ${what} must be one of ${examples[what]}, got ${got(value)}.${nested || hint}`;
}

function sentence(path: Path, value: unknown, message: string): string {
  const [room] = path;
  if (path.length === 0) return `a protocol is a mapping with ${protocolKeys.join(", ")}, got ${got(value)}.`;
  if (path.length === 1 && room === "parameters") {
    return `must be a mapping of parameters to values, such as { threshold: 2.5 }, got ${got(value)}. Leave it out for the defaults.`;
  }
  // The schemas say what must be; all other words are those of the library.
  return message.startsWith("must ")
    ? message
    : `is not allowed here, got ${got(value)}. syncache protocol --schema says what is.`;
}

function unknownKey(path: Path, key: string, value: unknown): string {
  if (path.length === 0) {
    const misplaced = (neuronKeys as string[]).includes(key) ? " It is a parameter: put it under parameters." : "";
    return `is no key of a protocol, which are ${protocolKeys.join(", ")}.${misplaced || didYouMean(key, protocolKeys)}`;
  }
  if (path[0] === "parameters") {
    return `is no parameter of the neuron, which are ${neuronKeys.join(", ")}.${didYouMean(key, neuronKeys)}`;
  }
  const { what, forms } = formsAt(path)!;
  const form = formOf(value, forms)!;
  if (key in forms) return `is a ${what} of its own, and this one has ${form}. Give it an entry of its own.`;
  const keys = Object.keys(forms[form]!.shape);
  return `is no key of a ${what} with ${form}, which are ${keys.join(", ")}.${didYouMean(key, keys)}`;
}
