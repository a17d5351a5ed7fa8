import { type Command, Option } from "commander";
import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";

/** A flag that takes one value and may be given several times; the values are a list. */
export class RepeatableOption extends Option {
  constructor(flags: string, description: string) {
    super(flags, description);
    this.argParser((value: string, before: string[] = []) => [...before, value]);
  }
}

/**
 * Refuses what commander lets pass: a flag with one value that is given a second one, of which it would keep the last,
 * and a flag in the place of a path, which would be written to.
 */
export function guardFlags(command: Command): Command {
  const flags = new Set(command.options.map(({ long }) => long));
  for (const option of command.options.filter(({ required }) => required)) {
    const { long } = option;
    let first: string | undefined;
    command.on(`option:${option.name()}`, (value: string) => {
      if (/<(folder|file)>$/.test(option.flags) && flags.has(value.split("=")[0]!)) {
        throw new UsageError(
          `${long} must be followed by a path, got ${value}, which is a flag. Give a path; that of a file with this name is ./${value}.`,
        );
      }
      if (first !== undefined && !(option instanceof RepeatableOption)) {
        throw new UsageError(`${long} takes one value, got ${shown(first)} and ${shown(value)}. Give it once.`);
      }
      first = value;
    });
  }
  return command;
}

/** Parts of what was typed, as commander repeats it in its messages. */
const MENTIONED = /'([\s\S]*)'/;

/**
 * Makes a message of commander short and harmless to a terminal, and adds what it cannot know: to which commands an
 * unknown flag belongs, and that a flag takes one value.
 */
export function explain(message: string, command: Command, siblings: readonly Command[]): string {
  const text = message.replace(MENTIONED, (_, typed: string) => `'${shown(typed).slice(1, -1)}'`);
  const unknown = /unknown option '(--[a-z-]+)/.exec(message)?.[1];
  const owners = siblings.filter((one) => one !== command && one.options.some(({ long }) => long === unknown));
  if (owners.length > 0) {
    return `${text}${unknown} is a flag of ${listOf(owners.map((one) => `syncache ${one.name()}`))}.\n`;
  }
  const repeatables = command.options.filter((option) => option instanceof RepeatableOption);
  const typed = repeatables.find((option) => command.getOptionValue(option.attributeName()) !== undefined);
  const repeatable = (typed ?? repeatables[0])?.long;
  if (!message.includes("too many arguments") || repeatable === undefined) return text;
  return `${text}A flag takes one value; for several, repeat it: ${repeatable} a=1 ${repeatable} b=2.\n`;
}

/** `a, b and c` */
export const listOf = (words: string[]): string =>
  words.length === 1 ? words[0]! : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
