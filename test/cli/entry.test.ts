import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext, Script } from "node:vm";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { describe, expect, it } from "vitest";
import { program, root } from "./run-cli.js";

const entry = readFileSync(program, "utf8");

/** What the entry says where Node has a version; null where it goes on to the program. */
function saidBy(node: string): { said: string[]; status: number | undefined } | null {
  const said: string[] = [];
  const process = { versions: { node }, exitCode: undefined, on: () => undefined, removeListener: () => undefined };
  let imported = false;
  // import() cannot be given to a script of this kind, so that a function stands for it.
  const text = entry.replace(/^#!.*\n/, "").replace('import("', 'importProgram("');
  runInNewContext(text, {
    process,
    console: { error: (line: string) => said.push(line) },
    importProgram: () => {
      imported = true;
    },
  });
  if (!imported) return { said, status: process.exitCode };
  expect(said).toEqual([]);
  return null;
}

describe("the file that is started", () => {
  it("is a script, with neither import nor export, to a Node that knows no modules", () => {
    expect(() => new Script(entry)).not.toThrow();
  });

  it("has no syntax later than ES2018 but import()", () => {
    // The compiler rewrites whatever an older language lacks, and leaves the rest alone.
    const as = (target: ScriptTarget): string =>
      transpileModule(entry, { compilerOptions: { target, module: ModuleKind.ESNext } }).outputText;
    expect(as(ScriptTarget.ES2018)).toBe(as(ScriptTarget.ESNext));
    const newer = transpileModule("a?.b ?? c", { compilerOptions: { target: ScriptTarget.ES2018 } }).outputText;
    expect(newer).not.toContain("??");
  });

  it.each(["10.19.0", "12.22.9", "14.21.3", "16.20.2", "18.20.8", "20.0.0", "20.18.3"])(
    "says on Node %s what is needed and what there is",
    (node) => {
      const text = `syncache: needs Node 20.19 or newer, this is ${node}. Install a newer Node (https://nodejs.org) and try again.`;
      expect(saidBy(node)).toEqual({ said: [text], status: 2 });
    },
  );

  it.each(["21.7.3", "22.0.0", "22.1.0"])("says on Node %s that the line is too young", (node) => {
    const text = `needs Node 20.19 or newer, this is ${node}. Of the lines 21 and 22, 22.2 is the first that will do.`;
    expect(saidBy(node)).toEqual({ said: [expect.stringContaining(text)], status: 2 });
  });

  it.each(["20.19.0", "20.20.2", "22.2.0", "23.0.0", "100.1.0"])("goes on with Node %s", (node) =>
    expect(saidBy(node)).toBeNull(),
  );

  it("needs what package.json says", () => {
    const { engines, bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(engines.node).toBe(">=20.19");
    expect(join(root, bin.syncache)).toBe(program);
  });
});
