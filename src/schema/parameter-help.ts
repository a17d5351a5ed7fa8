import type { Cell } from "./row.js";

/** What a person is told about a parameter: in the help, in the API pages and when a value is refused. */
export interface Description {
  description: string;
  /** What to do instead, as a sentence; appended to the message of a refused value. */
  remedy?: string;
  /** Where the help has it; among what is learned if nothing is said. */
  group?: HelpGroup;
  /** What the help says in the place of a description that is too long for it. */
  short?: string;
}

/** The headings of the help, by what the parameters below them are about. */
export type HelpGroup = "task" | "caching" | "prices" | "run" | "output";

/** What the help says of a parameter. */
export interface ParameterHelp {
  group: HelpGroup;
  text: string;
  /** Range and unit, or the names there are; none for a free word and for a switch. */
  allowed?: string;
}

/** What the command line needs to know of a parameter beyond its schema. */
export interface ParameterMeta {
  description: string;
  help: ParameterHelp;
  /** What stands for the value in messages: `<n>`, `<a|b>`, which the help shortens; nothing for a switch. */
  placeholder?: string;
  isSwitch?: boolean;
  /** Whether what is typed stays text even where it looks like a number: names and paths. */
  isText?: boolean;
  /** Of a parameter that may be absent: what holds then (`where-given.ts`). */
  implied?: Cell;
}

/** What the help says, from what is told about a parameter. */
export function helpOf(
  { group = "task", description, short = description }: Description,
  allowed?: string,
): ParameterHelp {
  return { group, text: short, ...(allowed === undefined ? {} : { allowed }) };
}
