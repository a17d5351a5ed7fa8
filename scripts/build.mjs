// Builds dist/ from src/. `npm run build` calls it, and setup.mjs when sources have changed.
import { execFileSync } from "node:child_process";
import { chmodSync, renameSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = (script, args) => execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: "inherit" });

// A build that fails leaves the last one in place.
const fresh = `${root}/dist.new`;
rmSync(fresh, { recursive: true, force: true });
run("scripts/build-kernels.mjs", []);
run("node_modules/typescript/bin/tsc", ["-p", "tsconfig.build.json", "--outDir", fresh]);
chmodSync(`${fresh}/cli/main.js`, 0o755);
rmSync(`${root}/dist`, { recursive: true, force: true });
renameSync(fresh, `${root}/dist`);
