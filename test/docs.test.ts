import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { mlpSchema } from "../src/mlp/index.js";
import { perceptronSchema } from "../src/perceptron/index.js";
import { toJson } from "../src/schema/result.js";
import { impliedValues } from "../src/schema/where-given.js";
import { spikingSchema } from "../src/spiking/index.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (name: string): string => readFileSync(join(root, name), "utf8");
const below = (folder: string): string[] => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);

const documents = [...readdirSync(root), ...below("docs"), ...below("docs/decisions")].filter((name) =>
  name.endsWith(".md"),
);

/** Lines of the documents are as long as they come out without a terminal. */
const env = { ...process.env, COLUMNS: "" };
const node = (...args: string[]): string =>
  execFileSync(process.execPath, args, { cwd: root, env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
/** What the program prints; thin spaces between thousands are ordinary ones in the documents, as fonts differ in them. */
const syncache = (...args: string[]): string => node(join("dist", "cli", "main.js"), ...args).replaceAll("\u202f", " ");

/** The code blocks of a document in one language. */
const blocks = (name: string, language: string): string[] =>
  [...read(name).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, tag, code]) =>
    tag === language ? [code!] : [],
  );

/** Rows of the tables of a document, by heading; the cells keep their backticks. */
function tableRows(name: string): Record<string, string>[] {
  const cellsOf = (line: string): string[] =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim());
  const isRule = (line = ""): boolean => /^\|(?: *-+ *\|)+$/.test(line);
  let headings: string[] = [];
  return read(name)
    .split("\n")
    .flatMap((line, i, lines) => {
      if (!line.startsWith("|") || isRule(line)) return [];
      if (isRule(lines[i + 1])) {
        headings = cellsOf(line);
        return [];
      }
      return [Object.fromEntries(cellsOf(line).map((cell, column) => [headings[column]!, cell]))];
    });
}

const quoted = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text!);

describe("the README", () => {
  it("has commands that print what it says", () => {
    const commands = blocks("README.md", "console").flatMap((block) => block.split(/^\$ syncache /m).slice(1));
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      const [args, ...printed] = command.split("\n");
      expect(syncache(...args!.split(" ")).trimEnd(), args).toBe(printed.join("\n").trimEnd());
    }
  });

  it("has commands without output that run", () => {
    const commands = blocks("README.md", "sh").flatMap((block) => block.trimEnd().split("\n"));
    for (const command of commands) {
      const [name, ...args] = command.split(" ");
      expect(name).toBe("syncache");
      expect(syncache(...args)).not.toBe("");
    }
  });

  it("has code that runs as it stands", () => {
    const codes = blocks("README.md", "js");
    expect(codes.length).toBeGreaterThan(0);
    for (const code of codes) expect(node("--input-type=module", "--eval", code)).toMatch(/energy[\s\S]*\d/);
  });

  it("tells apart learning with and without caching as the program does", () => {
    const { runs } = JSON.parse(syncache("perceptron", "--policy", "none", "--json"));
    expect(read("README.md")).toContain(runs[0].energy.toLocaleString("en").replaceAll(",", " "));
  });
});

it("every flag that the README and the pages of docs/ name is in the help, or is one of Node", () => {
  const commands = [
    "perceptron",
    "mlp",
    "spiking",
    "theory",
    "reproduce",
    "sweep",
    "plot",
    "protocol",
    "account",
    "verify",
    "devices",
    "explain",
  ];
  const help = commands.map((command) => syncache(command, "--help")).join("\n");
  for (const name of documents.filter((file) => file === "README.md" || file.startsWith("docs/"))) {
    for (const [flag] of read(name).matchAll(/(?<=[\s`])--[a-z][a-z-]*/g)) {
      // Node's own, such as the one for a limited address space.
      if (process.allowedNodeEnvironmentFlags.has(flag)) continue;
      expect(help.match(new RegExp(`${flag}(?![a-z-])`)), `${name}: ${flag}`).not.toBeNull();
    }
  }
});

describe.each(documents)("%s", (name) => {
  it("has no link that leads nowhere", () => {
    for (const [, target] of read(name).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
      if (/^[a-z]+:/.test(target!)) continue;
      expect(existsSync(join(root, dirname(name), target!)), target).toBe(true);
    }
  });

  it("names no file that is not there", () => {
    // Capital letters and * stand for a part of a name; generated files are there after a build only.
    const paths = quoted(read(name).replace(/^```[\s\S]*?^```$/gm, "")).filter((text) =>
      /^(?:src|test|scripts|examples|bench|docs)\/[\w./-]+$/.test(text),
    );
    for (const path of paths.filter((text) => !/[A-Z]|\/generated\/|^docs\/api/.test(text.replace("README", "")))) {
      expect(existsSync(join(root, path)), path).toBe(true);
    }
  });
});

describe("docs/equations.md", () => {
  const rows = tableRows("docs/equations.md");

  it("has identifiers that stand in the file beside them", () => {
    const equations = rows.filter((row) => row.equation !== undefined);
    expect(equations.length).toBeGreaterThan(40);
    for (const { identifier, file } of equations) {
      const code = read(quoted(file!)[0]!);
      for (const word of quoted(identifier!)) expect(code.includes(word), `${word} in ${file}`).toBe(true);
    }
  });

  it.each([
    ["perceptron", perceptronSchema],
    ["mlp", mlpSchema],
    ["spiking", spikingSchema],
  ] as const)("has the parameters of the %s and their defaults", (learner, schema) => {
    const parameters = rows.filter((row) => row[learner] !== undefined && row[learner] !== "");
    const found = Object.fromEntries(parameters.map((row) => [quoted(row.identifier!)[0]!, row[learner]!]));
    const stated = { ...Object.fromEntries(impliedValues(schema)), ...schema.parse({}) };
    const defaults = JSON.parse(toJson(stated)) as Record<string, unknown>;
    expect(found).toEqual(Object.fromEntries(Object.entries(defaults).map(([key, value]) => [key, String(value)])));
  });
});

describe("docs/json.md", () => {
  it("names every key of a learner's document", () => {
    const page = read("docs/json.md");
    const perceptron = ["perceptron", "--input-count", "9", "--pattern-count", "9", "--threshold", "auto", "--curve"];
    const documents = [
      [...perceptron, "--json"],
      ["mlp", "--max-patterns", "9", "--json"],
      ["spiking", "--max-epochs", "2", "--json"],
      ["theory", "--threshold", "5", "--error-rate", "0.1", "--json"],
    ].map((args) => JSON.parse(syncache(...args)));
    const keys = new Set<string>();
    const collect = (value: unknown): void => {
      if (value === null || typeof value !== "object") return;
      for (const [key, item] of Object.entries(value)) {
        if (!Array.isArray(value)) keys.add(key);
        if (key !== "parameters") collect(item);
      }
    };
    for (const document of documents) collect(document);
    for (const key of keys) expect(page.includes(`\`${key}\``), key).toBe(true);
  });
});

describe("CITATION.cff", () => {
  it("has the version of the package", () => {
    const { version, license } = JSON.parse(read("package.json"));
    expect(read("CITATION.cff")).toMatch(new RegExp(`^version: ${version.replaceAll(".", "\\.")}$`, "m"));
    expect(read("CITATION.cff")).toMatch(new RegExp(`^license: ${license}$`, "m"));
  });
});
