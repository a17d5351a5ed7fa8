// Compiles src/kernels/assembly/NAME.kernel.ts to WebAssembly and writes it as base64 to src/kernels/generated/NAME.ts,
// which is not committed. As text in a module a kernel loads the same way in Node, in a browser and from a bundle.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const sources = join(root, "src", "kernels", "assembly");
const generated = join(root, "src", "kernels", "generated");
const compiler = join(root, "node_modules", "assemblyscript", "bin", "asc.js");

// Raw memory, which the caller lays out: no allocator, no collector. Sizes are checked in TypeScript before a call.
const OPTIONS = ["-O3", "--runtime", "stub", "--noAssert", "--enable", "simd", "--importMemory"];

rmSync(generated, { recursive: true, force: true });
mkdirSync(generated);
const scratch = mkdtempSync(join(tmpdir(), "syncache-kernels-"));
try {
  for (const file of readdirSync(sources).filter((name) => name.endsWith(".kernel.ts"))) {
    const name = basename(file, ".kernel.ts");
    const wasm = join(scratch, `${name}.wasm`);
    execFileSync(process.execPath, [compiler, file, "--outFile", wasm, ...OPTIONS], {
      cwd: sources,
      stdio: ["ignore", 2, 2],
    });
    const text = readFileSync(wasm).toString("base64");
    writeFileSync(join(generated, `${name}.ts`), `/** ${file}, compiled. */\nexport default "${text}";\n`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
