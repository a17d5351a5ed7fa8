import { Command } from "commander";
import { decayTimeParameter, maintenanceCostParameter } from "../../caching/parameters.js";
import { formatExact, formatNumber } from "../../report/format.js";
import { count, optionalQuantity } from "../../schema/parameter.js";
import { toJson } from "../../schema/result.js";
import { UsageError } from "../../schema/usage-error.js";
import { schemaVersion, version } from "../../schema/version.js";
import { z } from "../../schema/zod.js";
import { maximumInputCount, maximumPatternCount } from "../../tasks/pattern-set.js";
import { type TheorySummary, theorySummary } from "../../theory/index.js";
import { headings } from "../help/groups.js";
import { addFlags, parseFlags } from "../options.js";
import { wrap } from "../printing/terminal.js";

const theorySchema = z.strictObject({
  inputCount: count({ max: maximumInputCount, default: 1000, description: "N, inputs" }),
  patternCount: count({ max: 2 * maximumPatternCount, default: 1000, description: "P, random patterns; less than 2N" }),
  maintenanceCost: maintenanceCostParameter,
  threshold: optionalQuantity({
    min: 0,
    exclusive: true,
    unit: "weight units",
    group: "caching",
    description: "θ of the steady state; needs --error-rate",
  }),
  decayTime: decayTimeParameter,
  errorRate: optionalQuantity({
    min: 0,
    max: 1,
    unit: "share of the presentations",
    description: "p, presentations that are wrong; needs --threshold",
  }),
});

type TheoryParameters = z.output<typeof theorySchema>;

function check({ inputCount, patternCount, threshold, errorRate, decayTime }: TheoryParameters): void {
  if (patternCount >= 2 * inputCount) {
    throw new UsageError(
      `--pattern-count must be < ${2 * inputCount}, twice --input-count and the capacity of the perceptron, ` +
        `got ${patternCount}. There is no theory beyond; use fewer patterns or more inputs.`,
    );
  }
  if ((threshold === null) !== (errorRate === null)) {
    const [given, missing] = threshold === null ? ["error-rate", "threshold"] : ["threshold", "error-rate"];
    throw new UsageError(`--${given} needs --${missing} beside it: the steady state depends on both.`);
  }
  if (threshold === null && decayTime !== Number.POSITIVE_INFINITY) {
    throw new UsageError(
      "--decay-time needs --threshold and --error-rate beside it: only the steady state has a theory with decay.",
    );
  }
}

/** The theory knows no flags and throws a RangeError; what it refuses has been typed here. */
function summaryOf(parameters: TheoryParameters): TheorySummary {
  try {
    return theorySummary(parameters);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}

const MEANING: Record<Exclude<keyof TheorySummary, "finiteStep"> | "effectiveThreshold", string> = {
  updateCount: "updates K",
  timestepCount: "time steps T",
  energy: "energy without caching M",
  minimalEnergy: "minimal energy M_min",
  inefficiency: "M / M_min without caching",
  optimalThreshold: "optimal threshold",
  cachedInefficiency: "M / M_min with caching at that threshold",
  meanTransient: "mean |s| of a synapse",
  consolidationRate: "consolidations per synapse and time step",
  consolidationPower: "consolidation power per synapse, energy per time step",
  maintenancePower: "maintenance power per synapse, energy per time step",
  powerOptimalThreshold: "threshold of least power",
  effectiveThreshold: "threshold of the continuous walk that is crossed as often",
};

/** What a value does not say by itself: what holds without decay only, and what infinite thresholds mean. */
function remarkOn(key: string, value: number, decayTime: number): string {
  const decays = decayTime !== Number.POSITIVE_INFINITY;
  if (key === "optimalThreshold" || key === "cachedInefficiency") return decays ? " (without decay)" : "";
  if (value !== Number.POSITIVE_INFINITY) return "";
  if (key === "effectiveThreshold") return " (|s| never exceeds it: nothing is ever consolidated)";
  return decays
    ? " (never consolidate: all that is learned decays, and nothing is ever kept)"
    : " (never consolidate before the end: holding s is free)";
}

function printValues(values: object, decayTime: number): void {
  for (const [key, value] of Object.entries(values)) {
    const line = `${MEANING[key as keyof typeof MEANING]}: ${formatNumber(value)}${remarkOn(key, value, decayTime)}`;
    console.log(`  ${line}`);
  }
}

function print(parameters: TheoryParameters, { finiteStep, ...summary }: TheorySummary): void {
  const { inputCount, patternCount, maintenanceCost, threshold, errorRate, decayTime } = parameters;
  const steadyState =
    threshold === null
      ? ""
      : `, steady state with threshold ${formatExact(threshold)}, error rate ${formatExact(errorRate)} ` +
        `and decay time ${formatExact(decayTime)}`;
  const line =
    `Theory: ${inputCount} inputs, ${patternCount} patterns, maintenance cost ${formatExact(maintenanceCost)}` +
    steadyState;
  console.log(`${wrap(line)}\n`);
  printValues(summary, decayTime);
  if (finiteStep !== undefined) {
    const what = "Steady state of a walk with steps of 1, as the perceptron's; those of the continuous walk are above:";
    console.log(`\n${wrap(what)}\n`);
    printValues(finiteStep, decayTime);
  }
  console.log(`\n${wrap("Energies and thresholds are in weight units; one update changes a weight by 1.")}`);
}

/** `syncache theory` */
export function theoryCommand(): Command {
  const command = new Command("theory");
  addFlags(command, theorySchema)
    .optionsGroup(headings.output)
    .option("--json", "print one JSON document and nothing else");
  return command.action((typed: { json?: boolean } & Record<string, unknown>) => {
    const parameters = parseFlags(theorySchema, typed);
    check(parameters);
    const summary = summaryOf(parameters);
    if (typed.json) console.log(toJson({ schemaVersion, learner: "theory", version, parameters, ...summary }));
    else print(parameters, summary);
  });
}
