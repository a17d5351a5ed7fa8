// What of dist/ becomes few files. `build.mjs` calls these in a folder that the compiler has just filled.
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { rolldown } from "rolldown";

async function bundled(options, output) {
  const bundle = await rolldown({ platform: "node", ...options });
  const written = await bundle.generate(output);
  await bundle.close();
  return written.output;
}

/** zod.ts says why this one file is bundled. Types still come from zod itself. */
export async function bundleZod(dist) {
  const banner = "// With parts of zod (MIT License, Copyright (c) Colin McDonnell), https://github.com/colinhacks/zod";
  // The banner is put on afterwards: what makes files small takes every comment away.
  const [{ code }] = await bundled({ input: `${dist}/schema/zod.js`, cwd: dist }, { minify: true });
  writeFileSync(`${dist}/schema/zod.js`, `${banner}\n${code}`);
  for (const name of ["zod-parts.js", "zod-parts.js.map", "zod.js.map"]) rmSync(`${dist}/schema/${name}`);
}

/** Node 20 warns of a JSON module, and pages have none in every browser: the profiles go into the file that names them. */
export async function bundleProfiles(dist) {
  const folder = `${dist}/devices`;
  const [{ code }] = await bundled({ input: `${folder}/data.js`, cwd: dist, platform: "neutral" }, {});
  writeFileSync(`${folder}/data.js`, code);
  rmSync(`${folder}/data.js.map`);
  for (const name of readdirSync(folder).filter((one) => one.endsWith(".json"))) rmSync(`${folder}/${name}`);
}

/**
 * The commands and what they load, one file for whatever is loaded together: a command that ends in a tenth of a second spends
 * half of that on finding and linking 150 modules. The rooms of the library stay as they are, for those who import it and for
 * worker threads; nobody imports the command line.
 */
export async function bundleCommands(dist) {
  const cli = join(dist, "cli");
  // A module may ask for what lies beside it, or above. It is still told where it was.
  const keepPlaces = {
    name: "keep-places",
    transform: (code, id) =>
      code.replaceAll("import.meta.url", `new URL(${JSON.stringify(relative(cli, id))}, import.meta.url).href`),
  };
  // The program, and what tests call within their own process.
  const entries = ["program", "create-program", "report-error"];
  const files = await bundled(
    {
      input: entries.map((name) => `${cli}/${name}.js`),
      cwd: dist,
      external: [/^node:/, /^[^./]/],
      plugins: [keepPlaces],
    },
    { chunkFileNames: "[name]-[hash].js" },
  );
  const entry = ["main.js", "main.js.map"];
  for (const name of readdirSync(cli).filter((one) => !entry.includes(one)))
    rmSync(join(cli, name), { recursive: true });
  for (const { fileName, moduleIds, code } of files) {
    const head = moduleIds.map((id) => `// ${relative(dist, id)}\n`).join("");
    writeFileSync(join(cli, fileName), `${head}\n${code}`);
  }
}
