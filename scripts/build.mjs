// Builds dist/ from src/. `npm run build` calls it, and setup.mjs when sources have changed.
import { execFileSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = (script, args) => execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: "inherit" });

rmSync(`${root}/dist`, { recursive: true, force: true });
run("scripts/build-kernels.mjs", []);
run("node_modules/typescript/bin/tsc", ["-p", "tsconfig.build.json"]);
chmodSync(`${root}/dist/cli/main.js`, 0o755);
