import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const guard = fileURLToPath(new URL("../../bench/guard.mjs", import.meta.url));

// A process of its own, on what was built: test runners rewrite modules and share their process with other tests.
function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [guard, ...args], { encoding: "utf8" });
  return { status, output: `${stdout}${stderr}` };
}

it("finds the fast engines no more than a third slower, against the reference engines, than the baseline", () => {
  const { status, output } = run();
  expect(status, output).toBe(0);
}, 180_000);

it("fails with what was measured, what was expected, and what to do", () => {
  const folder = mkdtempSync(join(tmpdir(), "syncache-guard-"));
  try {
    const baseline = join(folder, "baseline.json");
    writeFileSync(baseline, JSON.stringify({ processors: { any: { "perceptron with decay": 3e6 } } }));
    const { status, output } = run("--baseline", baseline, "--pairs", "1");
    expect(status, output).toBe(1);
    expect(output).toMatch(/at least 2000000× .* baseline, 3000000×\), got [\d.]+× twice.* --update-baseline/);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
