import { isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import { shown, shownPath } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";

/** What is wrong with a YAML text, in words that say what to do; others are those of the parser. */
const explanations: Record<string, (what: string) => string> = {
  TAB_AS_INDENT: () => "a tab cannot indent in YAML. Use blanks.",
  DUPLICATE_KEY: () => "the key stands there twice; keys must be unique. Keep one of the two.",
  MULTIPLE_DOCS: (what) =>
    `another document begins here, and a ${what} is one YAML document. Leave out what begins with ---.`,
};

/** Sentences of the parser end at their first line: it may repeat a part of the text. */
function explain({ code, message }: { code: string; message: string }, what: string): string {
  const own = explanations[code];
  if (own !== undefined) return own(what);
  return `this is no YAML: ${shownPath(message.split("\n")[0]!.replace(/[.:]$/, ""))}. A ${what} is one YAML document.`;
}

const MOST_ALIASES = 100;

type Path = readonly PropertyKey[];

/** A YAML text that knows on which line each of its values stands. */
export class YamlSource {
  readonly value: unknown;
  private readonly name: string;
  private readonly document: ReturnType<typeof parseDocument>;
  private readonly lines = new LineCounter();

  /**
   * @param name of the file, for messages
   * @param what the file is
   * @throws {UsageError} if it is no YAML
   */
  constructor(text: string, name: string, what: "study" | "protocol" = "study") {
    this.name = shownPath(name);
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false, logLevel: "error" });
    const problem = this.document.errors[0] ?? this.document.warnings[0];
    if (problem !== undefined) throw new UsageError(`${this.at(problem.pos[0])}: ${explain(problem, what)}`);
    try {
      // A file of a kilobyte can stand for a billion values, each an alias of others.
      this.value = this.document.toJS({ maxAliasCount: MOST_ALIASES });
    } catch (cause) {
      const what = cause instanceof ReferenceError ? `has too many aliases, or one of nothing` : "nests too deep";
      throw new UsageError(`${this.name} ${what}: ${shown((cause as Error).message)}. Write the values out.`, {
        cause,
      });
    }
  }

  /** Where a value stands: `study.yaml, line 4, grid.threshold`. What is not there is sought in what should hold it. */
  where(path: Path): string {
    const key = path.filter((part) => typeof part === "string").join(".");
    return `${this.at(this.offsetOf(path))}${key === "" ? "" : `, ${shownPath(key)}`}`;
  }

  private at(offset: number): string {
    return `${this.name}, line ${this.lines.linePos(offset).line}`;
  }

  private offsetOf(path: Path): number {
    for (let length = path.length; length > 0; length--) {
      const parent = this.document.getIn(path.slice(0, length - 1), true);
      const last = path[length - 1];
      // The line of a key, because its value may begin on a later one.
      const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === last) : undefined;
      const node = isNode(pair?.key) ? pair.key : this.document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return this.document.contents?.range?.[0] ?? 0;
  }
}
