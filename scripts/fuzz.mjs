// Fuzzing for longer than `npm test` does it: `npm run fuzz -- [--seconds n] [--seed n]`; each test takes that long.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { seconds: { type: "string", default: "300" }, seed: { type: "string" } } });
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
const environment = { ...process.env, FUZZ_SECONDS: values.seconds, FUZZ_SEED: seed };
const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, "run", "test/fuzz"], { stdio: "inherit", env: environment });
process.exit(status ?? 1);
