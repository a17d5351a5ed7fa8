// Builds dist/ from src/. `npm run build` calls it, and setup.mjs when sources have changed.
import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundleCommands, bundleProfiles, bundleZod } from "./bundle.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = (script, args) => execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: "inherit" });

// A build that fails leaves the last one in place.
const fresh = `${root}/dist.new`;
rmSync(fresh, { recursive: true, force: true });
run("scripts/build-kernels.mjs", []);
run("node_modules/typescript/bin/tsc", ["-p", "tsconfig.build.json", "--outDir", fresh]);

await bundleZod(fresh);
await bundleProfiles(fresh);

// The compiler marks a file without imports as a module. A Node that knows no modules could then not read the one file
// that tells it so.
const entry = `${fresh}/cli/main.js`;
const marked = readFileSync(entry, "utf8");
const unmarked = marked.replace(/^export \{\};\n/m, "");
if (unmarked === marked) throw new Error(`${entry} has no "export {};" to take away. Look at what has changed.`);
writeFileSync(entry, unmarked);
chmodSync(entry, 0o755);
await bundleCommands(fresh);

rmSync(`${root}/dist`, { recursive: true, force: true });
renameSync(fresh, `${root}/dist`);
