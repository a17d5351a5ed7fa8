// Writes docs/paper-scale.md from a finished `syncache reproduce all --scale paper --out FOLDER`.
//   node scripts/paper-scale.mjs FOLDER [--on "2 cores"] [DOCUMENT]   --on: the machine, in a few words
import { createReadStream, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { csvParse } from "d3-dsv";
import { claims } from "../dist/paper/claims.js";
import { paperFigures } from "../dist/paper/figures.js";

const { values, positionals } = parseArgs({ options: { on: { type: "string" } }, allowPositionals: true });
const [folder, document = fileURLToPath(new URL("../docs/paper-scale.md", import.meta.url))] = positionals;

function refuse(reason) {
  console.error(
    `paper-scale: ${reason}. Give the folder of a finished \`syncache reproduce all --scale paper --out FOLDER\`.`,
  );
  process.exit(2);
}

/** What a folder says of itself; nothing is made of one that lacks a figure, a claim or an end. */
function readFolder() {
  if (folder === undefined) refuse("no folder was given");
  const path = (name) => join(folder, name);
  const text = (name) =>
    existsSync(path(name)) ? readFileSync(path(name), "utf8") : refuse(`${path(name)} is missing`);
  const provenance = paperFigures.map(({ id }) => JSON.parse(text(`figure-${id}.json`)));
  const other = provenance.find(({ scale }) => scale !== "paper");
  if (other !== undefined) refuse(`figure ${other.figure} is at scale ${other.scale}`);
  for (const key of ["version", "node"]) {
    const found = [...new Set(provenance.map((one) => one[key]))];
    if (found.length > 1) refuse(`its figures are of several programs (${key}: ${found.join(", ")})`);
  }
  if (text("report.html").includes("This page is not complete")) refuse("its report is not complete");
  const checked = csvParse(text("claims.csv"));
  const missing = claims.filter(({ id }) => !checked.some(({ claim }) => claim === id));
  if (missing.length > 0) refuse(`its claims.csv lacks ${missing.map(({ id }) => id).join(", ")}`);
  return { provenance, checked, sizes: csvParse(text("figure-5c.csv")), journal: path("jobs.jsonl") };
}

/** When the first job began and the last ended, and what all took; a line a job, of which there are many. */
async function timesOf(journal) {
  const times = { jobCount: 0, seconds: 0, first: Number.POSITIVE_INFINITY, last: 0 };
  for await (const line of createInterface({ input: createReadStream(journal) })) {
    const { startedAt, finishedAt, durationSeconds } = JSON.parse(line);
    times.jobCount += 1;
    times.seconds += durationSeconds;
    times.first = Math.min(times.first, Date.parse(startedAt));
    times.last = Math.max(times.last, Date.parse(finishedAt));
  }
  return times;
}

const minutes = (seconds) => (seconds < 120 ? `${Math.round(seconds)} seconds` : `${Math.round(seconds / 60)} minutes`);
const cell = (text) => String(text).replaceAll("|", "\\|");
const row = (...cells) => `| ${cells.map(cell).join(" | ")} |`;
const table = (headings, rows) => [row(...headings), `|${"---|".repeat(headings.length)}`, ...rows].join("\n");

/** What of a list of claims differs, in a sentence and a list. */
function differing(checked) {
  const found = checked.filter(({ verdict }) => verdict === "differs");
  if (found.length === 0) return `None of ${checked.length} claims differs.`;
  const list = found.map((one) => `- ${one.statement}: found ${one.found} (${one.sample}), expected ${one.expected}.`);
  return [
    `${found.length} of ${checked.length} claims differ. A reason that is known stands with the claim in the report, or in [differences-from-the-authors-code.md](differences-from-the-authors-code.md):`,
    "",
    ...list,
  ].join("\n");
}

const claimTable = (checked) =>
  table(
    ["claim", "verdict", "found", "expected", "sample"],
    checked.map((one) => row(one.statement, one.verdict, one.found, one.expected, one.sample)),
  );

/** Sizes of least energy in Figure 5C, and which others are not above them by more than the error of the difference. */
function leastSizes(rows) {
  const series = [...new Set(rows.map((point) => point.series))];
  return series.map((name) => {
    const points = rows
      .filter((point) => point.series === name && point.energy !== "")
      .map(({ hiddenCount, energy, standardError }) => ({
        size: +hiddenCount,
        energy: +energy,
        error: +standardError,
      }));
    if (points.length === 0) return `- ${name}: at no size do all seeds get there.`;
    const least = points.reduce((best, point) => (point.energy < best.energy ? point : best));
    const isClear = ({ energy, error }) => energy - least.energy > Math.hypot(error, least.error);
    const alike = points.filter((point) => point !== least && !isClear(point)).map(({ size }) => size);
    const others = alike.length === 0 ? "clear of all others" : `not clear of ${alike.join(", ")}`;
    return `- ${name}: least at ${least.size} hidden units, ${others}.`;
  });
}

const { provenance, checked, sizes, journal } = readFolder();
const { jobCount, seconds, first, last } = await timesOf(journal);
const [{ version, node }] = provenance;
const beyondIds = claims.filter(({ isBeyondPaper }) => isBeyondPaper).map(({ id }) => id);
const ofPaper = checked.filter(({ claim }) => !beyondIds.includes(claim));
const beyond = checked.filter(({ claim }) => beyondIds.includes(claim));
const machine = values.on === undefined ? "" : `, on ${values.on}`;

writeFileSync(
  document,
  `# The whole paper at its own scale

<!-- Written by \`npm run paper-scale -- FOLDER\`. -->

\`syncache reproduce all --scale paper\` computes every figure at the sizes and repeats of the paper: N = 1000, P to 1999, 100 runs, 31
numbers of hidden units, 30 repeats of the spiking network; and what goes beyond the paper with them. This is what came of it, with version ${version}, engine fast, Node
${node.replace(/^v/, "")}${machine}. It is a record of a run; the report of a run of your own is newer.

## How long it takes

From the start of the first of ${jobCount} jobs to the end of the last it took ${minutes((last - first) / 1000)}. All jobs together
took ${minutes(seconds)} on one thread. Jobs that figures share count in each of them.

${table(
  ["figure", "jobs", "of them not converged", "seconds, on one thread"],
  provenance.map((one) => row(one.figure, one.jobCount, one.unconvergedCount, Math.round(one.durationSeconds))),
)}

## Claims of the paper

${claimTable(ofPaper)}

${differing(ofPaper)}

## Beyond the paper

None of these is a statement of the paper; [claims.md](claims.md) says what each rests on.

${claimTable(beyond)}

${differing(beyond)}

## The sizes of Figure 5C

By the mean over seeds, and the standard error of its difference from the least:

${leastSizes(sizes).join("\n")}
`,
);
