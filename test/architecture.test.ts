import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { version } from "../src/schema/version.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = join(root, "src");

/** A folder a learner: what it states of itself is in its `learner.ts`. */
const learnerRooms = readdirSync(source).filter(
  (room) => room !== "learner" && existsSync(join(source, room, "learner.ts")),
);

/** The floors of the house, from the ground up. A room is a folder of `src`; it may use the floors below its own. */
const floors: string[][] = [
  ["math", "schema", "kernels"],
  ["caching", "theory", "tasks", "learner", "sources", "devices"],
  [...learnerRooms, "account"],
  ["learners", "jobs", "report"],
  ["node", "paper", "protocol"],
  ["study", "reproduce"],
  ["tables", "slurm"],
  ["verify"],
  ["cli", "lab"],
];
const floorOf = (room: string): number => floors.findIndex((rooms) => rooms.includes(room));

/**
 * Doors on one floor: `schema` summarises with the statistics of `math`; `kernels` refuse sizes with its UsageError; what a
 * learner is speaks of its data and of decay; a threshold that tunes itself follows a formula of `theory`; weights of others come in
 * `.npy` files as patterns do, with the header that `tasks` reads; jobs are those of the table of learners.
 */
const doors: Record<string, string[]> = {
  schema: ["math"],
  kernels: ["schema"],
  learner: ["caching", "tasks"],
  caching: ["theory"],
  sources: ["tasks"],
  jobs: ["learners"],
};
/** Theory is formulas, which need nothing but numbers. */
const confined: Record<string, string[]> = { theory: ["math"] };
/** `src/index.ts` is the library: everything up to the learners. */
const LIBRARY = "index.ts";
const LIBRARY_FLOOR = floorOf("perceptron");

function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  if (from === LIBRARY) return floorOf(to) >= 0 && floorOf(to) <= LIBRARY_FLOOR;
  if (confined[from] !== undefined) return confined[from].includes(to);
  return (floorOf(to) >= 0 && floorOf(to) < floorOf(from)) || (doors[from]?.includes(to) ?? false);
}

/** These may touch the machine: files and threads in Node, the page in a browser. */
const outside = ["node", "study", "reproduce", "tables", "slurm", "verify", "cli", "lab"];
/** Packages that run in Node and in browsers alike. */
const anywhere = ["zod", "@observablehq/plot", "d3-dsv"];
/** What belongs to a machine or a page and is there without an import. */
const machineGlobals = ["document", "window", "navigator", "localStorage", "process", "Buffer", "require"];
/** What would make two runs differ. */
const chance = /\bMath\.random\b|\bnew Date\b|\bDate\.now\b|\bperformance\.now\b|\bcrypto\./;

interface SourceFile {
  name: string;
  /** The folder of `src` it is in, or its name if it is in none. */
  room: string;
  /** Without comments and text. */
  code: string;
  imports: string[];
  lineCount: number;
}

const importPattern =
  /^(?:import|export)\s[^"';]*?\bfrom\s+["']([^"']+)["']|^import\s+["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;

function withoutCommentsAndText(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, (match) =>
    match.startsWith("/") ? " " : '""',
  );
}

const files: SourceFile[] = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.includes(`generated${sep}`))
  .map((name) => {
    const text = readFileSync(join(source, name), "utf8");
    const withoutComments = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/[^\n]*/gm, "");
    const imports = [...withoutComments.matchAll(importPattern)].map(([, a, b, c]) => (a ?? b ?? c)!);
    return {
      name,
      room: name.split(sep)[0]!,
      code: withoutCommentsAndText(text),
      imports,
      lineCount: text.trimEnd().split("\n").length,
    };
  });

const isRelative = (specifier: string): boolean => specifier.startsWith(".");
const roomOf = (file: SourceFile, specifier: string): string =>
  relative(source, normalize(join(source, dirname(file.name), specifier))).split(sep)[0]!;

it("finds the sources and their imports", () => {
  expect(files.length).toBeGreaterThan(50);
  expect(files.find(({ name }) => name === join("math", "random.ts"))?.imports).toEqual(["./elementary.js"]);
});

it("has a floor for every room", () => {
  const rooms = new Set(files.map(({ room }) => room).filter((room) => room !== LIBRARY));
  for (const room of rooms) expect(floorOf(room), room).toBeGreaterThanOrEqual(0);
});

describe("every file", () => {
  it.each(files.map((file) => [file.name, file] as const))("%s imports from its own room and from below", (_, file) => {
    for (const specifier of file.imports.filter(isRelative)) {
      const to = roomOf(file, specifier);
      expect(mayImport(file.room, to), `${file.name} imports ${specifier}: ${file.room} → ${to}`).toBe(true);
    }
  });
});

describe("below what touches the machine", () => {
  const inside = files.filter(({ room }) => !outside.includes(room));

  it("nothing is imported but what runs in Node and in browsers alike", () => {
    for (const { name, imports } of inside) {
      const packages = imports.filter((specifier) => !isRelative(specifier));
      expect(
        packages.filter((specifier) => !anywhere.includes(specifier)),
        name,
      ).toEqual([]);
    }
  });

  it("zod is read through the one file that the build puts together", () => {
    const readers = files.filter(({ imports }) => imports.includes("zod"));
    expect(readers.map(({ name }) => name)).toEqual([join("schema", "zod-parts.ts")]);
  });

  it("the machine and the page are arguments, never globals", () => {
    // Kernels are compiled to WebAssembly, which has no globals.
    for (const { name, code } of inside.filter((file) => !file.name.includes(join("kernels", "assembly")))) {
      for (const global of machineGlobals) {
        // `document: Document` makes it a parameter.
        const isOwn = new RegExp(`\\b${global}\\??:`).test(code);
        const isUsed = new RegExp(`(?<![.\\w])${global}\\b`).test(code);
        expect(isUsed && !isOwn, `${name} uses the global ${global}`).toBe(false);
      }
    }
  });

  it("there is no clock and no chance but that of a seed", () => {
    for (const { name, code } of inside) expect(chance.exec(code)?.[0], name).toBeUndefined();
  });
});

describe("is small enough to be read", () => {
  it("no file has more than 300 lines, and half of them fewer than 70", () => {
    const lengths = files.map(({ lineCount }) => lineCount).sort((a, b) => a - b);
    expect(files.filter(({ lineCount }) => lineCount > 300).map(({ name }) => name)).toEqual([]);
    expect(lengths[lengths.length >> 1]).toBeLessThan(70);
  });

  it("no folder holds more than 20 files", () => {
    // Of every kind: the profiles of memory cells are data. What the build generates is in no listing of the repository.
    const entries = readdirSync(source, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const folders = entries.map((one) => one.parentPath).filter((folder) => !folder.endsWith("generated"));
    const tooLarge = folders.filter((folder) => folders.filter((one) => one === folder).length > 20);
    expect([...new Set(tooLarge)]).toEqual([]);
  });

  it("no function of the command line has more than 40 lines", () => {
    const long: string[] = [];
    for (const { name } of files.filter(({ room }) => room === "cli")) {
      const text = readFileSync(join(source, name), "utf8");
      const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
      const visit = (node: ts.Node): void => {
        if (ts.isFunctionLike(node)) {
          const [first, last] = [node.getStart(), node.end].map((at) => file.getLineAndCharacterOfPosition(at).line);
          if (last! - first! + 1 > 40) long.push(`${name}, line ${first! + 1}`);
        }
        ts.forEachChild(node, visit);
      };
      visit(file);
    }
    expect(long).toEqual([]);
  });
});

it("has the version of the package", () => {
  const { version: published } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  expect(version).toBe(published);
});
