import { isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import { UsageError } from "../schema/usage-error.js";

type Path = readonly PropertyKey[];

/** A YAML text that knows on which line each of its values stands. */
export class YamlSource {
  readonly value: unknown;
  private readonly name: string;
  private readonly document: ReturnType<typeof parseDocument>;
  private readonly lines = new LineCounter();

  /**
   * @param name of the file, for messages
   * @throws {UsageError} if it is no YAML
   */
  constructor(text: string, name: string) {
    this.name = name;
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
    const problem = this.document.errors[0] ?? this.document.warnings[0];
    if (problem !== undefined) {
      throw new UsageError(`${this.at(problem.pos[0])}: ${problem.message}. A study is one YAML document.`);
    }
    try {
      this.value = this.document.toJS();
    } catch (cause) {
      throw new UsageError(`${name}: ${(cause as Error).message}. A study is one YAML document.`, { cause });
    }
  }

  /** Where a value stands: `study.yaml, line 4, grid.threshold`. What is not there is sought in what should hold it. */
  where(path: Path): string {
    const key = path.filter((part) => typeof part === "string").join(".");
    return `${this.at(this.offsetOf(path))}${key === "" ? "" : `, ${key}`}`;
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
