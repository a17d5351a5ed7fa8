// What is made from the sources, and when it has to be made anew: where the hash of what it is made from is another one.
// It uses Node's own modules only, because setup.mjs runs before anything is installed.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const stamps = join(root, "node_modules", ".setup");

/** Every file below a folder, or the file itself, in a fixed order. */
function filesBelow(path) {
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)],
  );
}

function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(path.slice(root.length)).update("\0").update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}

export const inRoot = (...names) => names.map((name) => join(root, name));

/** Runs a step unless it has been done for the same inputs and its output is still there. */
export function step(name, inputs, output, action) {
  const stamp = join(stamps, name);
  const hash = hashOf(inputs);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  action();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, hash);
}

export function npm(...args) {
  // npm tells its children where it is, which is the way to call it that works on every system.
  const [command, first] = process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath]] : ["npm", []];
  execFileSync(command, [...first, ...args], { cwd: root, stdio: ["ignore", 2, 2] });
}

/** Builds dist/, where a source or the way to build has changed. */
export function build() {
  const recipe = ["scripts/build.mjs", "scripts/build-kernels.mjs", "tsconfig.json", "tsconfig.build.json"];
  // The compiled kernels are no source: they are what the build makes first.
  const sources = filesBelow(join(root, "src")).filter((path) => !path.startsWith(generated));
  step("built", [...sources, ...inRoot(...recipe, "package-lock.json")], join(root, "dist", "cli", "main.js"), () => {
    console.error("setup: building …");
    npm("run", "--silent", "build");
  });
}

const generated = join(root, "src", "kernels", "generated");

/** Compiles the kernels, where one of their sources has changed. */
export function compileKernels() {
  const inputs = [
    ...filesBelow(join(root, "src", "kernels", "assembly")),
    ...inRoot("scripts/build-kernels.mjs", "package-lock.json"),
  ];
  step("kernels", inputs, generated, () => {
    console.error("setup: compiling the kernels …");
    execFileSync(process.execPath, ["scripts/build-kernels.mjs"], { cwd: root, stdio: ["ignore", 2, 2] });
  });
}
