import { join, resolve } from "node:path";
import { Argument, Command, Option } from "commander";
import { effortOf, type Job, type JobResults, keyOf, type ResultOf } from "../jobs/index.js";
import { JobPool } from "../node/job-pool.js";
import { prepareOutputFolder, writeFileAtomically } from "../node/output-folder.js";
import { claims } from "../paper/claims.js";
import type { Figure } from "../paper/figure.js";
import { figures } from "../paper/figures.js";
import { type CheckedClaim, claimRow, type DrawnFigure, paperReport } from "../paper/paper-report.js";
import { type Scale, scaleNames } from "../paper/scale.js";
import { formatCsv } from "../report/csv.js";
import { toJson } from "../schema/result.js";
import { UsageError } from "../schema/usage-error.js";
import { schemaVersion, version } from "../schema/version.js";
import { addJobsFlag, threadsOf } from "./output.js";
import { startProgress } from "./progress.js";
import { formatTable } from "./table.js";

/** The figures asked for; `all` and nothing at all mean every one. */
function chooseFigures(ids: readonly string[]): readonly Figure[] {
  const asked = ids.map((id) => id.toLowerCase());
  if (asked.length === 0 || asked.includes("all")) return figures;
  const unknown = asked.find((id) => !figures.some((figure) => figure.id === id));
  if (unknown !== undefined) {
    const known = figures.map(({ id }) => id).join(", ");
    throw new UsageError(
      `figure must be one of ${known} or all, got "${unknown}". Other figures of the paper are not computed yet.`,
    );
  }
  return figures.filter(({ id }) => asked.includes(id));
}

/** Exit status after Ctrl-C: 128 and the number of the signal. */
const INTERRUPTED = 130;

const toTenths = (seconds: number): number => Math.round(seconds * 10) / 10;

/** What draws is loaded only where something is drawn: it takes longer to load than most commands take to run. */
async function loadDrawing() {
  const [{ createDocument }, { renderPng }, { renderReport }, { renderChart }] = await Promise.all([
    import("../node/document.js"),
    import("../node/png.js"),
    import("../report/html-report.js"),
    import("../report/render-chart.js"),
  ]);
  return { createDocument, renderChart, renderPng, renderReport };
}

type Drawing = Awaited<ReturnType<typeof loadDrawing>>;

/** Draws a figure's charts and writes each as SVG, PNG and CSV, with one JSON that says how it came about. */
function writeFigure(
  { createDocument, renderChart, renderPng }: Drawing,
  folder: string,
  figure: Figure,
  scale: Scale,
  resultOf: ResultOf,
  durationSeconds: number,
): DrawnFigure {
  const svg: string[] = [];
  const files: DrawnFigure["files"] = [];
  const write = (name: string, label: string, content: string | Uint8Array): void => {
    writeFileAtomically(join(folder, name), content);
    files.push({ label, href: name });
  };
  for (const chart of figure.charts(resultOf, scale)) {
    svg.push(renderChart(chart, createDocument()));
    const standalone = renderChart(chart, createDocument(), { background: "white" });
    write(`${chart.name}.svg`, `${chart.name}.svg`, standalone);
    write(`${chart.name}.png`, "PNG", renderPng(standalone));
    write(`${chart.name}.csv`, "CSV", formatCsv(chart.rows));
  }
  const jobs = figure.jobs(scale);
  const provenance = {
    schemaVersion,
    version,
    figure: figure.id,
    scale,
    engine: "fast",
    node: process.version,
    durationSeconds,
    jobs,
  };
  write(`figure-${figure.id}.json`, "provenance", `${toJson(provenance, 1)}\n`);
  return { figure, svg, files };
}

/** Checks the claims whose jobs have all been run; the others stay unchecked. */
function checkClaims(results: ReadonlyMap<string, unknown>, resultOf: ResultOf, scale: Scale): CheckedClaim[] {
  return claims.map((claim) => {
    const ready = claim.jobs(scale).every((job) => results.has(keyOf(job)));
    return { claim, measurement: ready ? claim.measure(resultOf, scale) : null };
  });
}

async function reproduce(ids: readonly string[], typed: { scale: Scale; out: string; jobs?: string }): Promise<void> {
  const { scale, out } = typed;
  const threads = threadsOf(typed);
  const chosen = chooseFigures(ids);
  prepareOutputFolder(out);
  const start = performance.now();
  const drawing = await loadDrawing();
  const jobs = new Map(chosen.flatMap((figure) => figure.jobs(scale)).map((job) => [keyOf(job), job]));
  const total = [...jobs.values()].reduce((sum, job) => sum + effortOf(job), 0);
  const progress = startProgress(`${chosen.length} figures`, total);
  const results = new Map<string, JobResults[Job["kind"]]>();
  const resultOf = ((job: Job) => results.get(keyOf(job))) as ResultOf;

  const pool = new JobPool(threads);
  const onInterrupt = (): void => {
    progress.stop();
    console.error(`syncache: interrupted. The figures that were finished are in ${out}.`);
    process.exit(INTERRUPTED);
  };
  process.once("SIGINT", onInterrupt);
  const drawn: DrawnFigure[] = [];
  try {
    pool.start([...jobs.values()], (job) => progress.advance(effortOf(job)));
    // Figures are written as soon as their jobs are done, so that an interruption loses none that is finished.
    for (const figure of chosen) {
      for (const job of figure.jobs(scale)) results.set(keyOf(job), await pool.result(job));
      drawn.push(writeFigure(drawing, out, figure, scale, resultOf, toTenths(pool.secondsOf(figure.jobs(scale)))));
    }
  } finally {
    process.removeListener("SIGINT", onInterrupt);
    progress.stop();
    await pool.close();
  }

  const checked = checkClaims(results, resultOf, scale);
  const seconds = toTenths((performance.now() - start) / 1000);
  const generated = `synaptic-caching ${version}, scale ${scale}, engine fast, Node ${process.version}, ${seconds} s.`;
  writeFileAtomically(join(out, "claims.csv"), formatCsv(checked.map(claimRow)));
  writeFileAtomically(join(out, "report.html"), drawing.renderReport(paperReport(drawn, checked, generated)));

  const headings = { claim: "claim", verdict: "verdict", found: "found", expected: "expected" };
  console.log(formatTable(checked.map(claimRow), headings));
  console.log(`\n${drawn.length} figures in ${seconds} s. Open the report: ${resolve(out, "report.html")}`);
}

/** `syncache reproduce` */
export function reproduceCommand(): Command {
  return addJobsFlag(new Command("reproduce"))
    .description("compute figures of the paper anew, and a verdict on its claims")
    .addArgument(new Argument("[figures...]", `${figures.map(({ id }) => id).join(", ")}, or all`))
    .addOption(new Option("--scale <scale>", "how much work to do").choices(scaleNames).default("quick"))
    .option("--out <folder>", "where figures, tables and the report go", "results")
    .action(reproduce);
}
