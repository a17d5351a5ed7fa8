import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { root, temporaryFolder } from "./cli/run-cli.js";

const folder = temporaryFolder();
const clone = join(folder, "clone");
const log = join(folder, "npm.log");

/** Stands for npm: notes what it is asked for, and leaves behind what the true one would, unless it is to fail. */
const npm = join(folder, "npm.cjs");
writeFileSync(
  npm,
  `const fs = require("node:fs");
  const asked = process.argv.slice(2).join(" ");
  fs.appendFileSync(${JSON.stringify(log)}, asked + "\\n");
  if (asked.includes(process.env.FAILS_AT)) process.exit(1);
  console.log("chatter of npm");
  const leave = (folder, file) => (fs.mkdirSync(folder, { recursive: true }), fs.writeFileSync(folder + "/" + file, ""));
  if (asked.startsWith("ci")) leave("node_modules/typescript", "package.json");
  else leave("dist/cli", "main.js");`,
);

/** What the set-up looks at; what is in the files does not matter to it. */
const files = ["package-lock.json", "tsconfig.json", "tsconfig.build.json", "src/index.ts", "src/math/sum.ts"];
beforeEach(() => {
  rmSync(clone, { recursive: true, force: true });
  mkdirSync(join(clone, "src", "math"), { recursive: true });
  cpSync(join(root, "scripts"), join(clone, "scripts"), { recursive: true });
  for (const file of files) cpSync(join(root, file), join(clone, file));
});

interface Conditions {
  node?: string;
  failsAt?: string;
}

/** Runs the set-up of the clone; returns how it ended and what it asked npm for. */
function setUp({ node = process.versions.node, failsAt = "nothing" }: Conditions = {}) {
  rmSync(log, { force: true });
  const disguise = join(folder, "disguise.cjs");
  writeFileSync(
    disguise,
    `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${node}" } });
    Object.defineProperty(process, "version", { value: "v${node}" });`,
  );
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--require", disguise, join(clone, "scripts", "setup.mjs")],
    { cwd: folder, encoding: "utf8", env: { ...process.env, npm_execpath: npm, FAILS_AT: failsAt } },
  );
  const asked = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
  return { status, stdout, stderr, asked };
}

const install = expect.stringMatching(/^ci\b/);
const build = expect.stringMatching(/^run .*build$/);
const quiet = { status: 0, stdout: "", stderr: "", asked: [] };

describe("setup.mjs", () => {
  it.each(["0.12.18", "18.20.8", "20.18.3"])("refuses Node %s, says what is needed, and touches nothing", (node) => {
    const { status, stdout, stderr, asked } = setUp({ node });
    expect({ status, stdout, asked }).toEqual({ status: 1, stdout: "", asked: [] });
    expect(stderr).toBe(
      `setup: Node 20.19 or newer is needed, this is v${node}. Install a newer Node and try again.\n`,
    );
  });

  it.each(["20.19.0", "22.0.0", "100.1.0"])("takes Node %s", (node) => expect(setUp({ node }).status).toBe(0));

  it("needs the Node that package.json asks for", () => {
    const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(engines.node).toBe(">=20.19");
  });

  it("installs and builds a fresh clone, and keeps stdout clean for the program that follows", () => {
    const { status, stdout, stderr, asked } = setUp();
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    expect(asked).toEqual([install, build]);
    expect(stderr).toMatch(/installing dependencies[\s\S]*building/);
  });

  it("is quiet when nothing has changed", () => {
    setUp();
    expect(setUp()).toEqual(quiet);
  });

  it.each<[what: string, change: () => void, asked: unknown[]]>([
    ["a source has changed", () => writeFileSync(join(clone, "src", "index.ts"), "export {};"), [build]],
    ["a source was added", () => writeFileSync(join(clone, "src", "added.ts"), "export {};"), [build]],
    ["a source was removed", () => rmSync(join(clone, "src", "index.ts")), [build]],
    ["dist was removed", () => rmSync(join(clone, "dist"), { recursive: true }), [build]],
    ["the lock has changed", () => writeFileSync(join(clone, "package-lock.json"), "{}"), [install, build]],
    ["node_modules was removed", () => rmSync(join(clone, "node_modules"), { recursive: true }), [install, build]],
  ])("does what is needed, and no more, when %s", (_, change, asked) => {
    setUp();
    change();
    expect(setUp()).toMatchObject({ status: 0, asked });
    expect(setUp()).toEqual(quiet);
  });

  it.each([
    ["ci", [install]],
    ["build", [install, build]],
  ])("says so when npm %s fails, and tries again next time", (failsAt, asked) => {
    const failed = setUp({ failsAt });
    expect(failed).toMatchObject({ status: 1, asked });
    expect(failed.stderr).toMatch(/^setup: .*run the same command again\.$/m);
    expect(failed.stderr).not.toMatch(/^\s+at /m);
    expect(setUp().asked).toEqual(failsAt === "ci" ? [install, build] : [build]);
  });
});
