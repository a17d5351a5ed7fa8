// Compares policies that the paper does not have with its own, and writes docs/beyond-the-paper.md with its figure.
//   node scripts/beyond-the-paper.mjs FOLDER [--jobs 1] [--done] [--documents docs]
// Results are kept in FOLDER, line by line: after an interruption the same command goes on where it ended. With --done nothing is
// run, and the page is that of the seeds that are done. What has been built is used.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { codeFingerprint } from "../dist/node/code-fingerprint.js";
import { createDocument } from "../dist/node/document.js";
import { prepareOutputFolder, writeFileAtomically } from "../dist/node/files/output-folder.js";
import { jobId } from "../dist/node/journals/job-id.js";
import { takeLock } from "../dist/node/locks/take-lock.js";
import { renderPng } from "../dist/node/png.js";
import { JobPool } from "../dist/node/workers/job-pool.js";
import { comparisonFigure } from "../dist/paper/beyond/chart.js";
import { comparisonCells, comparisonJobs } from "../dist/paper/beyond/comparison.js";
import { COMPARISON } from "../dist/paper/beyond/design.js";
import { comparisonPage } from "../dist/paper/beyond/page.js";
import { cellRows } from "../dist/paper/beyond/table.js";
import { sideBySide } from "../dist/report/chart/side-by-side.js";
import { formatCsv } from "../dist/report/csv.js";
import { KeptResults } from "../dist/reproduce/kept-results.js";

const { values: given, positionals } = parseArgs({
  options: {
    jobs: { type: "string", default: "1" },
    done: { type: "boolean", default: false },
    documents: { type: "string", default: fileURLToPath(new URL("../docs", import.meta.url)) },
  },
  allowPositionals: true,
});
const [folder] = positionals;
if (folder === undefined || !(Number(given.jobs) >= 1)) {
  console.error("beyond-the-paper: give a folder for the results, and with --jobs a number of threads.");
  process.exit(2);
}
const jobs = COMPARISON.flatMap(comparisonJobs);

/** Runs what is not kept from before; says how far it is every minute. */
async function runMissing(kept, lock) {
  const missing = jobs.filter((job) => !kept.has(jobId(job)));
  console.error(`beyond-the-paper: ${missing.length} of ${jobs.length} jobs to run.`);
  if (missing.length === 0) return;
  const pool = new JobPool(Number(given.jobs));
  let done = 0;
  const progress = setInterval(() => console.error(`beyond-the-paper: ${done} of ${missing.length} jobs.`), 60_000);
  try {
    await pool.runInOrder(missing, (job, end) => {
      if ("error" in end) throw end.error;
      lock.lost.throwIfAborted();
      kept.append(job, end.result, end.seconds);
      done += 1;
    });
  } finally {
    clearInterval(progress);
    await pool.close();
  }
}

/** Each design with the seeds of which everything is there. */
function doneOf(kept) {
  const isDone = (design, seed) => comparisonJobs({ ...design, seeds: [seed] }).every((job) => kept.has(jobId(job)));
  return COMPARISON.map((design) => ({ ...design, seeds: design.seeds.filter((seed) => isDone(design, seed)) })).filter(
    ({ seeds }) => seeds.length > 0,
  );
}

/** The page, its picture, and beside the results the table of the cells. */
function writeAll(resultOf, designs) {
  const cells = designs.flatMap((design) => comparisonCells(resultOf, design));
  const images = join(given.documents, "images");
  mkdirSync(images, { recursive: true });
  writeFileAtomically(join(folder, "cells.csv"), formatCsv(cellRows(cells)));
  writeFileAtomically(
    join(images, "beyond-the-paper.png"),
    renderPng(sideBySide(comparisonFigure(cells), createDocument())),
  );
  writeFileAtomically(join(given.documents, "beyond-the-paper.md"), comparisonPage(designs, cells));
}

prepareOutputFolder(folder);
const lock = await takeLock(folder, "beyond-the-paper", {
  what: `the comparison in ${folder}`,
  remedy: "Wait until it has ended, or give another folder",
  leaveNothing: true,
});
try {
  const kept = new KeptResults(join(folder, "jobs.jsonl"), codeFingerprint());
  try {
    if (!given.done) await runMissing(kept, lock);
    const designs = doneOf(kept);
    if (designs.length === 0) throw new Error(`no seed is done in ${folder}`);
    writeAll((job) => kept.resultOf(jobId(job)), designs);
  } finally {
    await kept.close();
  }
} finally {
  lock.release();
}
