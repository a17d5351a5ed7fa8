// Makes a clone ready to run: checks Node, installs what is missing, builds what has changed.
// It uses Node's own modules only, because it runs before anything is installed.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = [20, 19];
const root = fileURLToPath(new URL("..", import.meta.url));
const stamps = join(root, "node_modules", ".setup");

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(
    `setup: Node ${OLDEST_NODE.join(".")} or newer is needed, this is ${process.version}. Install a newer Node and try again.`,
  );
  process.exit(1);
}

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

/** Runs a step unless it has been done for the same inputs and its output is still there. */
function step(name, inputs, output, action) {
  const stamp = join(stamps, name);
  const hash = hashOf(inputs);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  action();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, hash);
}

function npm(...args) {
  // npm tells its children where it is, which is the way to call it that works on every system.
  const [command, first] = process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath]] : ["npm", []];
  execFileSync(command, [...first, ...args], { cwd: root, stdio: ["ignore", 2, 2] });
}

const inRoot = (...names) => names.map((name) => join(root, name));

checkNode();
try {
  step("installed", inRoot("package-lock.json"), join(root, "node_modules", "typescript"), () => {
    console.error("setup: installing dependencies (npm ci) …");
    npm("ci", "--no-audit", "--no-fund");
  });
  const sources = [
    ...filesBelow(join(root, "src")),
    ...inRoot(
      "scripts/build.mjs",
      "scripts/build-kernels.mjs",
      "tsconfig.json",
      "tsconfig.build.json",
      "package-lock.json",
    ),
  ];
  step("built", sources, join(root, "dist", "cli", "main.js"), () => {
    console.error("setup: building …");
    npm("run", "--silent", "build");
  });
} catch (error) {
  console.error(
    `setup: ${error.message}. See the messages above; after mending the cause, run the same command again.`,
  );
  process.exit(1);
}
