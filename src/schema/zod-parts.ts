// The parts of zod that schemas here are made of. `z` of zod.ts is these; the build puts zod.ts and what it needs of zod
// in one file, as a command that starts in a tenth of a second cannot read its hundred (one for each human language).
export type {
  core,
  input,
  output,
  ZodObject,
  ZodType,
} from "zod";
export {
  array,
  boolean,
  discriminatedUnion,
  enum,
  int,
  literal,
  looseObject,
  NEVER,
  null,
  number,
  object,
  record,
  strictObject,
  string,
  toJSONSchema,
  tuple,
  union,
  ZodDefault,
  ZodOptional,
} from "zod";
