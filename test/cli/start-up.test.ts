import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { start, temporaryFolder } from "./run-cli.js";

const folder = temporaryFolder();
const moduleList = join(folder, "modules.txt");
const moduleUrl = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;
const hooks = moduleUrl(`import { appendFileSync } from "node:fs";
export function load(url, context, next) {
  appendFileSync(${JSON.stringify(moduleList)}, url + "\\n");
  return next(url, context);
}`);
const register = join(folder, "register.mjs");
writeFileSync(register, `import { register } from "node:module";\nregister(${JSON.stringify(hooks)});\n`);

/** The rooms that a file has code of: the build puts modules of many into one file, and names them at its head. */
function roomsIn(url: string): string[] {
  const heads = readFileSync(new URL(url), "utf8").matchAll(/^\/\/ (?<room>[a-z]+)\/\S+\.js$/gm);
  return [...heads].map(({ groups }) => groups!.room!);
}

/** What a run reads as modules: packages, and rooms, by their names. */
async function readBy(...words: string[]) {
  writeFileSync(moduleList, "");
  const { ended } = start(words, { env: { NODE_OPTIONS: `--import=${pathToFileURL(register).href}` } });
  const { status, stderr } = await ended;
  expect(status, stderr).toBe(0);
  const urls = readFileSync(moduleList, "utf8").split("\n");
  const packages = urls.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
  const rooms = urls.filter((url) => url.includes("/dist/")).flatMap(roomsIn);
  return { packages: [...new Set(packages)], rooms: [...new Set(rooms)] };
}

// Time is noise in a test. What a start reads is not, and it is what its time hangs on.
describe("a start reads only what it needs", () => {
  it("the list of commands needs no package but the parser of the command line", async () => {
    const { packages, rooms } = await readBy("--help");
    expect(packages).toEqual(["commander"]);
    expect(rooms).toContain("cli");
  });

  it("a small run needs no studies, figures or reports", async () => {
    const { packages, rooms } = await readBy("perceptron", "--input-count=10", "--pattern-count=5");
    expect(packages).toEqual(["commander"]);
    expect(rooms).toContain("perceptron");
    for (const room of ["paper", "reproduce", "study", "slurm", "tables", "verify"]) expect(rooms).not.toContain(room);
  });
});
