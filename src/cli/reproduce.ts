import { join, resolve } from "node:path";
import { Argument, Command, Option } from "commander";
import { prepareOutputFolder, writeFileAtomically } from "../node/output-folder.js";
import { claims } from "../paper/claims.js";
import type { Figure } from "../paper/figure.js";
import { figures } from "../paper/figures.js";
import { type CheckedClaim, claimRow, describeVerdicts, paperReport } from "../paper/paper-report.js";
import { type Scale, scaleNames } from "../paper/scale.js";
import { formatCsv } from "../report/csv.js";
import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { version } from "../schema/version.js";
import { addJobsFlag, threadsOf } from "./output.js";
import { describeSeconds } from "./progress.js";
import { type Results, runFigures } from "./run-figures.js";
import { formatTable } from "./table.js";
import { loadDrawing } from "./write-figure.js";

/** The figures asked for; `all` and nothing at all mean every one. */
function chooseFigures(ids: readonly string[]): readonly Figure[] {
  const asked = ids.map((id) => id.toLowerCase());
  if (asked.length === 0 || asked.includes("all")) return figures;
  const unknown = asked.find((id) => !figures.some((figure) => figure.id === id));
  if (unknown !== undefined) {
    const known = figures.map(({ id }) => id).join(", ");
    throw new UsageError(
      `figure must be one of ${known} or all, got ${shown(unknown)}. Leave figures out to compute every one.`,
    );
  }
  return figures.filter(({ id }) => asked.includes(id));
}

/** Checks the claims whose jobs have all been run; the others stay unchecked. */
function checkClaims({ has, resultOf }: Results, scale: Scale): CheckedClaim[] {
  return claims.map((claim) => {
    const ready = claim.jobs(scale).every(has);
    return { claim, measurement: ready ? claim.measure(resultOf, scale) : null };
  });
}

interface Typed {
  scale: Scale;
  out: string;
  jobs?: string;
  fresh?: boolean;
}

async function reproduce(ids: readonly string[], typed: Typed): Promise<void> {
  const { scale, out, fresh = false } = typed;
  const threads = threadsOf(typed);
  const chosen = chooseFigures(ids);
  prepareOutputFolder(out);
  const start = performance.now();
  const { drawn, checked } = await runFigures(chosen, { scale, out, threads, fresh }, (drawn, results) => {
    return { drawn, checked: checkClaims(results, scale) };
  });

  const seconds = (performance.now() - start) / 1000;
  const took = describeSeconds(seconds);
  const generated = `synaptic-caching ${version}, scale ${scale}, engine fast, Node ${process.version}, ${took}.`;
  const { renderReport } = await loadDrawing();
  writeFileAtomically(join(out, "claims.csv"), formatCsv(checked.map(claimRow)));
  writeFileAtomically(join(out, "report.html"), renderReport(paperReport(drawn, checked, generated)));

  const headings = { claim: "claim", verdict: "verdict", found: "found", expected: "expected" };
  console.log(formatTable(checked.map(claimRow), headings));
  console.log(`\n  ${describeVerdicts(checked)}`);
  console.log(
    `\n${drawn.length} ${drawn.length === 1 ? "figure" : "figures"} in ${took}. Open the report: ${resolve(out, "report.html")}`,
  );
}

/** `syncache reproduce` */
export function reproduceCommand(): Command {
  return addJobsFlag(new Command("reproduce"))
    .description("compute figures of the paper anew, and a verdict on its claims")
    .addArgument(new Argument("[figures...]", `${figures.map(({ id }) => id).join(", ")}, or all`))
    .addOption(new Option("--scale <scale>", "how much work to do").choices(scaleNames).default("quick"))
    .option("--fresh", "run every job again, rather than use results that are kept in the folder")
    .option("--out <folder>", "where figures, tables and the report go", "results")
    .action(reproduce);
}
