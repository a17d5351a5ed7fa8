// Do the verdicts hang on the seeds? Measures the claims again with others, of which none is used twice, and prints those
// whose verdict turns: none should but those that say "at the edge".
//   node scripts/verdict-stability.mjs [--shifts 20] [--claims ID,ID,… | --figures 1d,2c,…] [--scale quick] [--threads 2] [--keep FILE]
// With --keep results are kept in a file, line by line, and are not computed again. What has been built is used (npm run build).
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { keyOf } from "../dist/jobs/index.js";
import { JobPool } from "../dist/node/workers/job-pool.js";
import { judge, verdictInWords } from "../dist/paper/claim.js";
import { claims } from "../dist/paper/claims.js";
import { describeMeasurement } from "../dist/paper/paper-report.js";
import { withSeedShifted, withSeedsShifted } from "../dist/reproduce/other-seeds.js";

/** More than the number of seeds of any figure, so that no sample shares a run with another. */
const STRIDE = 1000;

const { values: given } = parseArgs({
  options: {
    shifts: { type: "string", default: "20" },
    claims: { type: "string" },
    figures: { type: "string" },
    scale: { type: "string", default: "quick" },
    threads: { type: "string", default: "2" },
    keep: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});

function chosenClaims() {
  const [ids, figures] = [given.claims?.split(","), given.figures?.split(",")];
  const chosen = claims.filter(
    ({ id, figure }) => (ids ?? [id]).includes(id) && (figures ?? [figure]).includes(figure),
  );
  const unknown = (ids ?? []).filter((id) => !claims.some((claim) => claim.id === id));
  if (unknown.length > 0 || chosen.length === 0) throw new Error(`no such claims: ${unknown.join(", ")}`);
  return chosen;
}

/** JSON has no Infinity, which a threshold can be. */
const encode = (_, value) => (value === Number.POSITIVE_INFINITY ? "∞" : value);
const decode = (_, value) => (value === "∞" ? Number.POSITIVE_INFINITY : value);

const results = new Map();
if (given.keep !== undefined && existsSync(given.keep)) {
  for (const line of readFileSync(given.keep, "utf8").split("\n").filter(Boolean)) {
    const { key, result } = JSON.parse(line, decode);
    results.set(key, result);
  }
}
const resultOf = (job) => results.get(keyOf(job));

const pool = new JobPool(Number(given.threads));
async function compute(jobs) {
  const missing = new Map(jobs.map((job) => [keyOf(job), job]).filter(([key]) => !results.has(key)));
  let failure;
  await pool.run([...missing.values()], (job, end) => {
    if ("error" in end) {
      failure ??= end.error;
      return;
    }
    results.set(keyOf(job), end.result);
    if (given.keep !== undefined)
      appendFileSync(given.keep, `${JSON.stringify({ key: keyOf(job), result: end.result }, encode)}\n`);
  });
  if (failure !== undefined) throw failure;
}

const chosen = chosenClaims();
const first = new Map();
let turned = 0;
for (let k = 0; k <= Number(given.shifts); k++) {
  const shift = k * STRIDE;
  await compute(chosen.flatMap((claim) => claim.jobs(given.scale).map((job) => withSeedShifted(job, shift))));
  for (const claim of chosen) {
    const measurement = claim.measure(withSeedsShifted(resultOf, shift), given.scale);
    const words = verdictInWords(claim.band, measurement);
    const found = `${describeMeasurement(measurement)} (${measurement.sample})`;
    if (k === 0) {
      first.set(claim, { verdict: judge(claim.band, measurement), words });
      console.log(`${claim.id}: ${words}, ${found}`);
      continue;
    }
    const before = first.get(claim);
    const turns = judge(claim.band, measurement) !== before.verdict;
    if (turns && !before.words.endsWith("at the edge")) turned++;
    if (turns) console.log(`shift ${shift}, ${claim.id}: ${words}, ${found}; at first ${before.words}`);
    else if (given.verbose) console.log(`shift ${shift}, ${claim.id}: ${words}, ${found}`);
  }
}
await pool.close();
console.log(
  `${turned} verdicts turned that did not say "at the edge", in ${given.shifts} other samples of ${chosen.length} claims.`,
);
if (turned > 0) process.exitCode = 1;
