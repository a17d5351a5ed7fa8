import type { Row } from "../schema/row.js";
import { UsageError } from "../schema/usage-error.js";
import { explain, type Where } from "./explain.js";
import type { NeuronParameters } from "./parameters.js";
import { type PatternSets, patternSetsOf } from "./pattern-sets.js";
import { type Phase, type ProtocolDocument, protocolSchema } from "./schema.js";
import { checkLength, checkNames, checkPhases, eventCount } from "./timetable.js";
import { chanceKeys, combinations, type Refuse, type Written } from "./variants.js";

/** A protocol with one value for everything: a neuron, and what happens to it. */
export interface Variant {
  /** The values that the grid has here; empty without a grid. */
  readonly values: Row;
  readonly neuron: NeuronParameters;
  readonly sets: PatternSets;
  readonly phases: readonly Phase[];
}

/** A protocol that may be run. */
export interface Protocol {
  readonly name: string;
  /** As it was stated, with its defaults. */
  readonly document: ProtocolDocument;
  /** Names of the grid that only seeds depend on. */
  readonly chance: readonly string[];
  readonly variants: readonly Variant[];
}

const inProtocol: Where = (path) => (path.length === 0 ? "protocol" : path.join("."));

/**
 * Checks a protocol and fills in its defaults.
 *
 * @param written what its file holds
 * @param where how a place in the file is called, for messages
 * @throws UsageError with a sentence for everything that is refused
 */
export function protocolOf(written: unknown, where: Where = inProtocol): Protocol {
  const refuse: Refuse = (path, message) => {
    throw new UsageError(`${where(path)}: ${message}`);
  };
  const parse = (content: unknown): ProtocolDocument => {
    const parsed = protocolSchema.safeParse(content);
    if (!parsed.success) throw new UsageError(explain(parsed.error.issues, content, where).join("\n"));
    return parsed.data;
  };
  const document = parse(written);
  let total = 0;
  const variants = combinations(document, written as Written, refuse).map(({ values, written: content }): Variant => {
    const { parameters: neuron, patterns, phases } = parse(content);
    const sets = patternSetsOf(patterns, neuron, refuse);
    checkNames(document.show ?? [], sets, refuse, ["show"]);
    checkPhases(phases, { sets, hasCache: neuron.policy !== "none" }, refuse);
    const count = eventCount(phases, sets);
    total += count;
    checkLength(count, total, refuse);
    const parameters = Object.entries(neuron as Row).filter(([key]) => Object.hasOwn(values, key));
    return { values: { ...values, ...Object.fromEntries(parameters) }, neuron, sets, phases };
  });
  return { name: document.name, document, chance: chanceKeys(document), variants };
}
