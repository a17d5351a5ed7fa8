import { type Argument, type Command, Help, type Option } from "commander";
import { displayWidth } from "../printing/display-width.js";
import { placeOf } from "./groups.js";
import { inBrackets } from "./in-brackets.js";

/** Columns of the left side; what is longer has a line of its own. */
const LEFT = 26;
/** Below this width there is no left side: what is said of a flag stands below it. */
const NARROW = 60;
const INDENT = 2;
const GAP = 2;

const bold = (text: string): string => `\x1b[1m${text}\x1b[22m`;

/**
 * A page of help as wide as the terminal, at most 80 columns: flags in groups, names in the left column, what is allowed and
 * the default in brackets, and examples in the end.
 */
export class PageHelp extends Help {
  override minWidthToWrap = 1;

  private readonly examples: readonly string[];
  private readonly notes: readonly string[];

  constructor(examples: readonly string[], notes: readonly string[]) {
    super();
    this.examples = examples;
    this.notes = notes;
  }

  override displayWidth(text: string): number {
    return displayWidth(text);
  }

  override styleTitle(title: string): string {
    return bold(title);
  }

  /** Messages name the choices in the place of the value; here they are in brackets behind the text. */
  override optionTerm(option: Option): string {
    return option.flags.replace(/<x\|[^>]*>/, "<x>").replace(/<[^>|]*\|[^>]*>/, "<name>");
  }

  override optionDescription(option: Option): string {
    return (
      option.description + inBrackets(option.mandatory ? "needed" : option.argChoices?.join(", "), option.defaultValue)
    );
  }

  override argumentDescription(argument: Argument): string {
    return argument.description + inBrackets(argument.argChoices?.join(", "), argument.defaultValue);
  }

  override subcommandTerm(command: Command): string {
    return [command.name(), ...command.registeredArguments.map((one) => usageOf(one))].join(" ");
  }

  override commandUsage(command: Command): string {
    const indent = "Usage: ".length;
    return this.boxWrap(super.commandUsage(command), this.width - indent).replaceAll("\n", `\n${" ".repeat(indent)}`);
  }

  override padWidth(): number {
    return this.width < NARROW ? INDENT : LEFT;
  }

  override formatItem(term: string, column: number, description: string): string {
    const start = INDENT + column + GAP;
    const margin = " ".repeat(start);
    const text = this.boxWrap(description, this.width - start).replaceAll("\n", `\n${margin}`);
    const width = this.displayWidth(term);
    if (width <= column) return `${" ".repeat(INDENT)}${term}${" ".repeat(column - width + GAP)}${text}`;
    const left = this.boxWrap(term, this.width - INDENT).replaceAll("\n", `\n${" ".repeat(2 * INDENT)}`);
    return `${" ".repeat(INDENT)}${left}${text === "" ? "" : `\n${margin}${text}`}`;
  }

  override groupItems<T extends Command | Option>(all: T[], visible: T[], groupOf: (item: T) => string) {
    const groups = super.groupItems(all, visible, groupOf);
    return new Map([...groups].sort(([a], [b]) => placeOf(a) - placeOf(b)));
  }

  override formatHelp(command: Command, helper: Help): string {
    const notes = this.notes.map((note) => `\n${this.boxWrap(note, this.width)}\n`);
    const lines = this.examples.map((line) => `${" ".repeat(INDENT)}${this.shellLines(line)}\n`);
    const examples = lines.length === 0 ? "" : `\n${helper.styleTitle("Examples:")}\n${lines.join("")}`;
    return `${super.formatHelp(command, helper)}${notes.join("")}${examples}`;
  }

  private get width(): number {
    return this.helpWidth ?? 80;
  }

  /** A command line that is too long goes on in the next one, so that it can be copied as it stands. */
  private shellLines(line: string): string {
    return this.boxWrap(line, this.width - 2 * INDENT - " \\".length).replaceAll(
      "\n",
      ` \\\n${" ".repeat(2 * INDENT)}`,
    );
  }
}

function usageOf(argument: Argument): string {
  const text = `${argument.name()}${argument.variadic ? "..." : ""}`;
  return argument.required ? `<${text}>` : `[${text}]`;
}
