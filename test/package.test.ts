import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { program, root, temporaryFolder } from "./cli/run-cli.js";

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const folder = temporaryFolder();
const project = join(folder, "project");

function run(command: string, args: string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", timeout: 120_000 });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/** Where the package is, unpacked as npm does it. */
const installed = (): string => join(project, "node_modules", manifest.name);

let packed: { path: string; mode: number }[];
let unpackedSize: number;

/** Packs what was built, and installs it into an empty project as a user would. */
beforeAll(() => {
  // npm test has built already; the script `prepack` would build again, under the feet of other tests.
  const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const [archive] = JSON.parse(run("npm", pack, root));
  ({ files: packed, unpackedSize } = archive);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", join(folder, archive.filename)], project);
}, 180_000);

describe("the packed files", () => {
  const paths = () => packed.map(({ path }) => path);

  it("are the built program and what explains it, and nothing else", () => {
    const expected =
      /^(dist\/.+\.(js|js\.map|d\.ts)|src\/.+\.(ts|json)|docs\/(?!api\/).+\.(md|png)|(examples|bench)\/.+|[A-Z]+\.md|LICENSE|CITATION\.cff|package\.json)$/;
    expect(paths().filter((path) => !expected.test(path))).toEqual([]);
    expect(paths().filter((path) => path.includes(".test."))).toEqual([]);
    // Some more than there is: a data set or a build folder that slips in is larger.
    expect(unpackedSize).toBeLessThan(10e6);
  });

  it("have what a reader looks for first", () => {
    expect(paths()).toEqual(expect.arrayContaining(["README.md", "LICENSE", "CHANGELOG.md", "package.json"]));
  });

  it("have whatever their documents link to", () => {
    const documents = paths().filter((path) => path.endsWith(".md"));
    expect(documents).toContain("README.md");
    const dead = documents.flatMap((document) => {
      const text = readFileSync(join(installed(), document), "utf8");
      const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)|(?:src|href)="([^"#]+)/g)].map(([, a, b]) => (a ?? b)!);
      const inside = links.filter((link) => !/^[a-z]+:/.test(link));
      return inside
        .filter((link) => !existsSync(join(installed(), dirname(document), link)))
        .map((link) => [document, link]);
    });
    expect(dead).toEqual([]);
  });

  it("have the sources that their maps lead to", () => {
    const maps = paths().filter((path) => path.endsWith(".map"));
    const dead = maps.flatMap((map) => {
      const { sources, sourcesContent } = JSON.parse(readFileSync(join(installed(), map), "utf8"));
      if (sourcesContent !== undefined) return [];
      return (sources as string[]).filter((source) => !existsSync(join(installed(), dirname(map), source)));
    });
    expect(dead).toEqual([]);
    const named = paths().filter((path) => {
      const text = path.endsWith(".js") ? readFileSync(join(installed(), path), "utf8") : "";
      const [, map] = /\n\/\/# sourceMappingURL=(\S+)\s*$/.exec(text) ?? [];
      return map !== undefined && !existsSync(join(installed(), dirname(path), map));
    });
    expect(named).toEqual([]);
  });

  it.each((manifest.files as string[]).filter((name) => !name.startsWith("!")))(
    "have %s, which package.json names",
    (name) => {
      expect(paths().some((path) => path === name || path.startsWith(`${name}/`))).toBe(true);
    },
  );

  it("have whatever package.json exports, and the program, which can be run", () => {
    const targets = Object.values(manifest.exports as Record<string, string | Record<string, string>>).flatMap(
      (target) => (typeof target === "string" ? [target] : Object.values(target)),
    );
    for (const target of targets) expect(paths()).toContain(target.replace("./", ""));
    const bin = packed.find(({ path }) => path === manifest.bin.syncache)!;
    expect(bin.mode & 0o111).toBe(0o111);
    expect(readFileSync(program, "utf8").split("\n")[0]).toBe("#!/usr/bin/env node");
  });
});

describe("the package, installed into an empty project", () => {
  it("has a program that runs", () => {
    expect(run("npx", ["--no-install", "syncache", "--version"], project)).toBe(`${manifest.version}\n`);
  });

  it("has a library that can be imported and works", () => {
    writeFileSync(
      join(project, "use.js"),
      `import { simulatePerceptron, version } from "synaptic-caching";
      import { theorySummary } from "synaptic-caching/theory";
      const { runs } = simulatePerceptron({ inputCount: 20, patternCount: 10, policy: "none" });
      const { updateCount } = theorySummary({ inputCount: 20, patternCount: 10, maintenanceCost: 0 });
      console.log(JSON.stringify({ version, converged: runs[0].converged, updateCount }));`,
    );
    // 2P/(2 − P/N)² updates
    const expected = { version: manifest.version, converged: true, updateCount: 20 / 1.5 ** 2 };
    expect(JSON.parse(run(process.execPath, ["use.js"], project))).toEqual(expected);
  });

  it("has types that stand up to a strict check, its own declarations included", () => {
    writeFileSync(
      join(project, "use.ts"),
      `import { type PerceptronRun, policyNames, type Result, simulatePerceptron, UsageError } from "synaptic-caching";
      import { createStore, Ledger, learn, type Rule, type Store } from "synaptic-caching/caching";
      import { type MlpOptions, simulateMlp } from "synaptic-caching/mlp";
      import { readDigits, readPatternSet } from "synaptic-caching/node";
      import { type PerceptronOptions, perceptronSchema } from "synaptic-caching/perceptron";
      import { createPatternSet, parseNpy, type PatternSet } from "synaptic-caching/tasks";
      import { type TheorySummary, theorySummary } from "synaptic-caching/theory";

      const options: PerceptronOptions = { inputCount: 20, threshold: "auto", decayTime: Infinity };
      const result: Result<object, PerceptronRun> = simulatePerceptron(options);
      const energy: number = result.runs[0]!.energy;
      const task: PatternSet = readPatternSet("x.npy", "y.npy");
      const accuracies: number[] = simulateMlp(readDigits("mnist"), {}).runs[0]!.curve.map((row) => row.accuracy);
      const theory: TheorySummary = theorySummary({ inputCount: 20, patternCount: 20, maintenanceCost: 0 });
      // @ts-expect-error There is no such policy.
      simulatePerceptron({ policy: "nonsense" });
      export type { MlpOptions, Rule, Store };
      export { accuracies, createPatternSet, createStore, energy, Ledger, learn, parseNpy, perceptronSchema };
      export { policyNames, task, theory, UsageError };`,
    );
    const compilerOptions = {
      ...{ module: "NodeNext", moduleResolution: "NodeNext", target: "ES2023", strict: true, noEmit: true },
      ...{ exactOptionalPropertyTypes: true, skipLibCheck: false, types: [] },
      // zod's declarations speak of URL and File.
      lib: ["ES2023", "DOM"],
    };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["use.ts"] }));
    const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
    expect(run(process.execPath, [compiler, "-p", project], project)).toBe("");
  });
});
