import { type LearnerName, learnerNames } from "../learners/learners.js";
import { toJson } from "../schema/result.js";
import { shown } from "../schema/shown.js";
import { schemaVersion } from "../schema/version.js";
import { z } from "../schema/zod.js";
import type { DataHashes } from "../tasks/own-data.js";
import { logRangeSchema, rangeSchema } from "./axis.js";
import { learnerOf, parameterKeys, pathKeyOf, takesPatterns } from "./learners.js";
import { seedsSchema } from "./seeds.js";

/** The ways to write an axis of the grid, in the order of the union; `axisBranch` picks one to complain about. */
export const axisForms = "a list of values, { range: [first, last, count] } or { logRange: [first, last, count] }";

/** Which form an axis was meant to have; null where it has none of them. */
export function axisBranch(input: unknown): 0 | 1 | 2 | null {
  if (Array.isArray(input)) return 0;
  if (typeof input !== "object" || input === null) return null;
  if ("range" in input) return 1;
  return "logRange" in input ? 2 : null;
}

const file = (what: string) =>
  z
    .string({ error: "must be the path of a .npy or text file." })
    .min(1, "must be the path of a .npy or text file.")
    .meta({ description: `${what}; a relative path begins at the folder of the study's file` });

/** A field that has to be there: what a study leaves out is filled in later. */
const bare = (field: z.ZodType): z.ZodType =>
  field instanceof z.ZodDefault || field instanceof z.ZodOptional ? (field.unwrap() as z.ZodType) : field;

function gotName(input: unknown): string {
  if (typeof input !== "string") return `got ${input === undefined ? "none" : shown(input)}`;
  return input === "" ? "got none" : `got ${input.length} of them`;
}

function learnerStudy(name: LearnerName) {
  const learner = learnerOf(name);
  const { schema } = learner;
  const fields = parameterKeys(learner).map((key) => [key, schema.shape[key] as z.ZodType] as const);
  const describe = (field: z.ZodType) => ({ description: field.description ?? "" });
  const fixed = fields.map(([key, field]) => [key, bare(field).optional().meta(describe(field))] as const);
  const axes = fields.map(([key, field]) => {
    const axis = z.union([z.array(bare(field)).min(1, "must have a value."), rangeSchema, logRangeSchema]);
    return [key, axis.optional().meta(describe(field))] as const;
  });
  const hashes = (what: string) => z.record(z.string(), z.string()).meta({ description: `SHA-256 of ${what}` });
  const data = takesPatterns(learner)
    ? {
        dataSha256: z
          .strictObject({ patterns: z.string(), targets: z.string() })
          .optional()
          .meta({ description: "SHA-256 of own data; the study is refused where they have changed" }),
      }
    : pathKeyOf(name) === undefined
      ? {}
      : {
          dataSha256: z
            .record(z.string(), hashes("its files, by name"))
            .optional()
            .meta({ description: "what own data hold, by their path; the study is refused where they have changed" }),
          formerPaths: hashes("own data that an earlier version recorded by this path")
            .optional()
            .meta({ description: "written by the program" }),
        };
  const own = takesPatterns(learner)
    ? {
        patternsFile: file("own patterns: P×N numbers in .npy, or as text in .csv, .tsv, .txt, .dat").optional(),
        targetsFile: file("their targets: P numbers, each +1 or -1").optional(),
        keepFirstColumn: z
          .boolean({ error: "must be true or false." })
          .optional()
          .meta({ description: "whether the first column of a text file is learned also where it counts the rows" }),
      }
    : {};
  const named = {
    error: ({ input }: { input?: unknown }) =>
      `must be a name for the study, which tells it from others: text of 1 to 200 characters, ${gotName(input)}.`,
  };
  return z.strictObject({
    name: z.string(named).trim().min(1, named).max(200, named).meta({ description: "tells the study from others" }),
    learner: z.literal(name),
    parameters: z
      .strictObject({ ...Object.fromEntries(fixed), ...own })
      .default({})
      .meta({ description: "parameters that are the same in every run; the others have their defaults" }),
    grid: z
      .strictObject(Object.fromEntries(axes))
      .default({})
      .meta({ description: "parameters that vary, each with its values; every combination is run" }),
    seeds: seedsSchema.default([1]),
    schemaVersion: z
      .int()
      .max(schemaVersion, `must be at most ${schemaVersion}: the study was written by a newer version of this program.`)
      .optional()
      .meta({ description: "version of this format" }),
    version: z.string().optional().meta({ description: "version of the program that wrote this" }),
    ...data,
  });
}

/** A study as its file states it; `read-study.ts` makes a `Study` of it. */
export const studySchema = z.discriminatedUnion(
  "learner",
  learnerNames.map((name) => learnerStudy(name)) as [ReturnType<typeof learnerStudy>],
);

export type StudyDocument = Omit<z.output<typeof studySchema>, "dataSha256" | "formerPaths"> & {
  /** Of own patterns, or of own digits by their path. */
  dataSha256?: DataHashes | Record<string, DataHashes>;
  /** Own digits that version 0.1.0 recorded by these paths: the hash of what they are taken to have held. */
  formerPaths?: Record<string, string>;
};

/** Metadata of parameters that concern the command line only. */
const ownMeta = ["help", "placeholder", "isSwitch", "isText"];

/** The JSON Schema of a study's file, by which editors complete and check it. */
export function studyJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(studySchema, {
    io: "input",
    unrepresentable: "any",
    override({ jsonSchema }) {
      for (const key of ownMeta) delete jsonSchema[key];
      // JSON has no Infinity; in YAML the number `.inf` is one that every `minimum` lets pass.
      if (jsonSchema.enum !== undefined) jsonSchema.enum = [...new Set(jsonSchema.enum.filter((v) => v !== Infinity))];
    },
  });
  return JSON.parse(toJson({ ...schema, title: "A study of syncache" }));
}
