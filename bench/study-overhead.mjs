/**
 * What a study costs beside the work in it: 100 000 jobs of some tens of microseconds, swept, asked for their status, and
 * collected. Prints the overhead a job, the largest memory of each step, and the time of collecting. Build first
 * (`npm run build`), then:
 *
 *     node bench/study-overhead.mjs [JOBS] [THREADS]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [jobs = 100_000, threads = availableParallelism()] = process.argv.slice(2).map(Number);
const GRID = 100;
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "study-overhead-"));
const [study, out, peak] = ["study.yaml", "out", "peak.mjs"].map((name) => join(folder, name));

writeFileSync(
  study,
  `{ name: overhead, learner: perceptron, parameters: { inputCount: 20, patternCount: 10 },
     grid: { maintenanceCost: { range: [0, 1, ${GRID}] } }, seeds: 1..${Math.ceil(jobs / GRID)} }`,
);
// The largest resident set of a process that has ended, in kilobytes, is what the system counted.
writeFileSync(
  peak,
  'process.on("exit", () => process.stderr.write("\\npeak " + process.resourceUsage().maxRSS + "\\n"));',
);

/** @param {string[]} args */
function syncache(...args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--import", peak, join(root, "dist", "cli", "main.js"), "sweep", ...args],
    { encoding: "utf8" },
  );
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`syncache sweep ${args.join(" ")} ended with ${status}: ${stderr}`);
  return { seconds, megabytes: Number(/peak (\d+)/.exec(stderr)?.[1]) / 1000 };
}

/** Milliseconds of wall clock a job, less the work in it. @param {number} seconds @param {number} work */
const overhead = (seconds, work) => ((seconds - work / threads) / jobs) * 1000;

try {
  const swept = syncache(study, "--out", out, "--jobs", String(threads));
  const journal = join(out, "journal", "shard-1-of-1.jsonl");
  let work = 0;
  for (const [, seconds] of readFileSync(journal, "utf8").matchAll(/"durationSeconds":([\d.e-]+)/g))
    work += Number(seconds);
  const again = syncache(study, "--out", out);
  const status = syncache("--status", out);
  const collected = syncache("--collect", out);
  console.table({
    sweep: {
      seconds: swept.seconds,
      "ms/job beside the work": overhead(swept.seconds, work),
      "peak MB": swept.megabytes,
    },
    "nothing missing": { seconds: again.seconds, "peak MB": again.megabytes },
    "--status": { seconds: status.seconds, "peak MB": status.megabytes },
    "--collect": { seconds: collected.seconds, "peak MB": collected.megabytes },
  });
  console.log(
    `${jobs} jobs on ${threads} threads, ${work.toFixed(1)} s of work, ${(statSync(journal).size / 1e6).toFixed(0)} MB of journal.`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
