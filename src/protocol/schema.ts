import { MAXIMUM_SEED } from "../caching/parameters.js";
import { toJson } from "../schema/result.js";
import { shown } from "../schema/shown.js";
import { z } from "../schema/zod.js";
import { maximumPatternCount } from "../tasks/pattern-set.js";
import { neuronKeys, neuronSchema } from "./parameters.js";

/** Time steps, and rows, of a protocol with all values of its grid. */
export const MAXIMUM_STEPS = 200_000;

const refused = (allowed: string) => ({
  error: ({ input }: { input?: unknown }) => `must be ${allowed}, got ${shown(input)}.`,
});

/** What stands for a value of the grid: `$gap`. */
const variable = z.string().regex(/^\$[A-Za-z]\w*$/);
const orVariable = (field: z.ZodType, allowed: string) =>
  z.union([field, variable], refused(`${allowed}, or $NAME for the values that grid has for NAME`));
const integer = (min: number) =>
  orVariable(z.int().min(min).max(MAXIMUM_STEPS), `an integer from ${min} to ${MAXIMUM_STEPS}`);

const listed = refused("numbers of inputs from 1, such as 1..20 or [1, 5, 7..9]");
const numberOrRange = z.union([z.int(listed).min(1, listed), z.string(listed)], listed);
const sign = z.literal([1, -1], refused("1 or -1"));
const someCount = refused(`an integer from 1 to ${maximumPatternCount}`);
const entry = z.number(refused("a finite number"));
const row = z.array(entry, refused("a list of numbers, one for each input"));

/** The ways to write patterns, by the key that each begins with. */
export const patternForms = {
  active: z.strictObject({
    active: z.union([numberOrRange, z.array(numberOrRange).min(1, listed)], listed).meta({
      description: "one pattern: these inputs are 1, all others 0; an input from 1 to N, a range 1..20, or a list",
    }),
    target: sign.default(1).meta({ description: "whether the neuron is to be active, 1, or silent, -1" }),
  }),
  random: z.strictObject({
    random: z
      .int(someCount)
      .min(1, someCount)
      .max(maximumPatternCount, someCount)
      .meta({ description: "so many patterns of ±1 with targets ±1, all at random" }),
    seed: orVariable(z.int().min(0).max(MAXIMUM_SEED), `an integer from 0 to ${MAXIMUM_SEED}`)
      .default(1)
      .meta({ description: "seed of the patterns; sets of the same seed are drawn one after the other" }),
  }),
  values: z.strictObject({
    values: z
      .array(row, refused("a list of patterns, each a list of N numbers"))
      .min(1, "must have a pattern.")
      .meta({ description: "patterns, each a list of N numbers" }),
    targets: z
      .array(sign, refused("a list of 1 and -1, one for each pattern"))
      .meta({ description: "1 or -1 for each pattern" }),
  }),
} as const;

const text = refused("text of 1 to 60 characters");
const name = z.string(text).min(1, text).max(60, text);
const sets = refused("the name of patterns, or a list of such names");
const label = name.optional().meta({ description: "what the table calls this phase" });

/** What may happen in a phase, by the key that says it. */
const happenings = {
  present: z.strictObject({
    present: z
      .union([z.string(sets), z.array(z.string(sets)).min(1, sets)], sets)
      .meta({ description: "the patterns that are shown, each for one time step; several sets one after the other" }),
    repetitions: integer(1).default(1).meta({ description: "how often all of them are shown" }),
    gap: integer(0).default(0).meta({ description: "time steps without a pattern between two repetitions" }),
    strength: orVariable(z.number().positive(), "a number > 0")
      .default(1)
      .meta({ description: "η: a pattern x with target d changes w by η·d·x" }),
    name: label,
  }),
  idle: z.strictObject({
    idle: integer(0).meta({ description: "time steps without a pattern" }),
    name: label,
  }),
  test: z.strictObject({
    test: name.meta({ description: "nothing happens, but the row of the table has this name" }),
  }),
  energy: z.strictObject({
    energy: z
      .union([z.boolean(), z.enum(["on", "off"])], refused("on or off"))
      .meta({ description: "whether there is energy to consolidate, from here on" }),
  }),
} as const;

const branches = [happenings.present, happenings.idle, happenings.test, happenings.energy] as const;
const happening = z.union(branches);

/** The kinds of phases. A repeated phase holds others, which hold none. */
export const phaseForms = {
  ...happenings,
  repeat: z.strictObject({
    repeat: integer(1).meta({ description: "how often the phases in it happen" }),
    phases: z.array(happening, refused("a list of phases")).min(1, "must have a phase."),
  }),
} as const;

const gridValues = refused("a list of the values it takes, such as [0, 50, 100]");
const value = z.union([z.number(), z.literal(Number.POSITIVE_INFINITY as never), z.string(), z.boolean()], gridValues);

/** A protocol as its file states it: a neuron, patterns, and a timetable of what happens to it. */
export const protocolSchema = z.strictObject({
  name: name.meta({ description: "the title of its figures" }),
  parameters: neuronSchema.prefault({}).meta({ description: "the neuron and its cache" }),
  patterns: z
    .record(
      z.string(),
      z.union(Object.values(patternForms) as [typeof patternForms.active]),
      refused("a mapping of names to patterns, such as { weak: { active: 1..20 } }"),
    )
    .meta({ description: "sets of patterns, each with a name" }),
  grid: z
    .record(
      z.string(),
      z.array(value, gridValues).min(1, gridValues),
      refused("a mapping of names to lists of values, such as { gap: [0, 50] }"),
    )
    .default({})
    .meta({
      description: `values that are tried one after the other, in every combination: of a parameter (${neuronKeys.join(", ")}), or of a name that phases have as $NAME`,
    }),
  show: z
    .array(z.string(sets), sets)
    .min(1, sets)
    .optional()
    .meta({ description: "the sets that figures show; all where it is not given" }),
  phases: z
    .array(z.union([...branches, phaseForms.repeat]), refused("a list of phases"))
    .min(1, "must have a phase.")
    .meta({ description: "what happens, one after the other" }),
});

export type ProtocolDocument = z.output<typeof protocolSchema>;
export type Phase = ProtocolDocument["phases"][number];
export type PatternForm = z.output<(typeof patternForms)[keyof typeof patternForms]>;

const ownMeta = ["help", "placeholder", "isSwitch", "isText", "implied"];

/** The JSON Schema of a protocol's file, by which editors complete and check it. */
export function protocolJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(protocolSchema, {
    io: "input",
    unrepresentable: "any",
    override({ jsonSchema }) {
      for (const key of ownMeta) delete jsonSchema[key];
      // JSON has no Infinity; in YAML the number `.inf` is one that every `minimum` lets pass.
      if (jsonSchema.enum !== undefined) jsonSchema.enum = [...new Set(jsonSchema.enum.filter((v) => v !== Infinity))];
    },
  });
  return JSON.parse(toJson({ ...schema, title: "A protocol of syncache" }));
}
