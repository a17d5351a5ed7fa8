import type { Learner } from "../../learner/learner.js";
import { formatColumn, formatExact } from "../../report/format.js";
import { type Result, toRow } from "../../schema/result.js";
import type { Row } from "../../schema/row.js";
import { describeOthers, runForms, withEveryPart } from "./run-text.js";
import { formatTable } from "./table.js";
import { lineWidth, wrap } from "./terminal.js";
import { writeText } from "./write-text.js";

/** Prints the result of a learner for a person, the way that its view says. */
export function printResult(learner: Learner, result: Result<object>): void {
  const { schema, view } = learner;
  const { parameters } = result;
  // What the schema made the parameters, its learner takes.
  const own = parameters as never;
  const others = describeOthers(schema, parameters, view.told(own));
  console.log(wrap(`${view.headline(own, formatExact)}${others}`));
  if (view.rows === "runs") printRuns(learner, result);
  else printCurves(learner, result);
  const writes = writeText(result.runs);
  if (writes !== undefined) console.log(`\n${writes}`);
  console.log(`\n${wrap(view.units(own, formatExact))}`);
}

const shownRow = ({ view }: Learner, parameters: object, row: Row): Row =>
  view.shownRow?.(row, parameters as never) ?? row;

function tableOf(learner: Learner, parameters: object, records: readonly object[]): string {
  const rows = records.map((record) => shownRow(learner, parameters, toRow(record)));
  return formatTable(rows, withEveryPart(learner.view.headings, rows), { forms: runForms, width: lineWidth() });
}

function printRuns(learner: Learner, { parameters, runs, summary }: Result<object>): void {
  console.log(`\n${tableOf(learner, parameters, runs)}`);
  const { means, headings } = learner.view;
  if (means === undefined || runs.length < 2) return;
  const count = `of ${summary.convergedCount} converged runs:`;
  const [mean, spread] = [summary.mean, summary.standardDeviation].map((row) => shownRow(learner, parameters, row));
  const valuesOf = (row: Row | undefined) => means.keys.map((key) => (row?.[key] ?? null) as number | null);
  const pairs = valuesOf(mean).map((centre, k) => [centre, valuesOf(spread)[k]!] as const);
  if (means.withSpread) {
    console.log(`\nMean and standard deviation ${count}`);
    for (const [k, pair] of pairs.entries())
      console.log(`  ${headings[means.keys[k]!]}: ${formatColumn(pair).join(" ± ")}`);
    return;
  }
  const texts = formatColumn(valuesOf(mean)).map((text, k) => `${headings[means.keys[k]!]} ${text}`);
  console.log(`\nMean ${count} ${texts.join(", ")}`);
}

function printCurves(learner: Learner, { parameters, runs }: Result<object>): void {
  for (const { seed, curve = [] } of runs) {
    console.log(`\nSeed ${seed}:`);
    console.log(tableOf(learner, parameters, curve));
  }
}
