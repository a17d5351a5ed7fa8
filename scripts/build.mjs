// Builds dist/ from src/. `npm run build` calls it, and setup.mjs when sources have changed.
import { execFileSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = (script, args) => execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: "inherit" });

// A build that fails leaves the last one in place.
const fresh = `${root}/dist.new`;
rmSync(fresh, { recursive: true, force: true });
run("scripts/build-kernels.mjs", []);
run("node_modules/typescript/bin/tsc", ["-p", "tsconfig.build.json", "--outDir", fresh]);

// zod.ts says why this one file is bundled. Types still come from zod itself.
const bundle = await rolldown({ input: `${fresh}/schema/zod.js`, platform: "node", cwd: root });
const banner = "// With parts of zod (MIT License, Copyright (c) Colin McDonnell), https://github.com/colinhacks/zod";
// The banner is put on afterwards: what makes files small takes every comment away.
const { output } = await bundle.generate({ minify: true });
await bundle.close();
writeFileSync(`${fresh}/schema/zod.js`, `${banner}\n${output[0].code}`);
for (const name of ["zod-parts.js", "zod-parts.js.map", "zod.js.map"]) rmSync(`${fresh}/schema/${name}`);

// Node 20 warns of a JSON module, and pages have none in every browser: the profiles go into the file that names them.
const profiles = await rolldown({ input: `${fresh}/devices/data.js`, platform: "neutral", cwd: root });
const { output: inlined } = await profiles.generate({});
await profiles.close();
writeFileSync(`${fresh}/devices/data.js`, inlined[0].code);
rmSync(`${fresh}/devices/data.js.map`);
for (const name of readdirSync(`${fresh}/devices`).filter((one) => one.endsWith(".json")))
  rmSync(`${fresh}/devices/${name}`);

// The compiler marks a file without imports as a module. A Node that knows no modules could then not read the one file
// that tells it so.
const entry = `${fresh}/cli/main.js`;
const marked = readFileSync(entry, "utf8");
const unmarked = marked.replace(/^export \{\};\n/m, "");
if (unmarked === marked) throw new Error(`${entry} has no "export {};" to take away. Look at what has changed.`);
writeFileSync(entry, unmarked);
chmodSync(entry, 0o755);
rmSync(`${root}/dist`, { recursive: true, force: true });
renameSync(fresh, `${root}/dist`);
