import { Command } from "commander";
import { z } from "zod";
import { maintenanceCostParameter } from "../caching/parameters.js";
import { formatNumber } from "../report/format.js";
import { count, optionalQuantity } from "../schema/parameter.js";
import { toJson } from "../schema/result.js";
import { UsageError } from "../schema/usage-error.js";
import { schemaVersion, version } from "../schema/version.js";
import { maximumInputCount, maximumPatternCount } from "../tasks/pattern-set.js";
import { type TheorySummary, theorySummary } from "../theory/index.js";
import { addFlags, parseFlags } from "./options.js";

const theorySchema = z.strictObject({
  inputCount: count({ max: maximumInputCount, default: 1000, description: "N, inputs" }),
  patternCount: count({ max: 2 * maximumPatternCount, default: 1000, description: "P, random patterns; less than 2N" }),
  maintenanceCost: maintenanceCostParameter,
  threshold: optionalQuantity({
    min: 0,
    exclusive: true,
    unit: "weight units",
    description: "θ of the steady state; needs --error-rate",
  }),
  errorRate: optionalQuantity({
    min: 0,
    max: 1,
    unit: "share of the presentations",
    description: "p, presentations that are wrong; needs --threshold",
  }),
});

type TheoryParameters = z.output<typeof theorySchema>;

function check({ inputCount, patternCount, threshold, errorRate }: TheoryParameters): void {
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
}

const MEANING: Record<keyof TheorySummary, string> = {
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
};

function print({ inputCount, patternCount, maintenanceCost }: TheoryParameters, summary: TheorySummary): void {
  console.log(
    `Theory without decay: ${inputCount} inputs, ${patternCount} patterns, maintenance cost ${formatNumber(maintenanceCost)}\n`,
  );
  for (const [key, value] of Object.entries(summary)) {
    console.log(`  ${MEANING[key as keyof TheorySummary]}: ${formatNumber(value)}`);
  }
  console.log("\nEnergies and thresholds are in weight units; one update changes a weight by 1.");
}

/** `syncache theory` */
export function theoryCommand(): Command {
  const command = new Command("theory").description("what the theory without decay predicts for a perceptron");
  addFlags(command, theorySchema).option("--json", "print one JSON document and nothing else");
  return command.action((typed: { json?: boolean } & Record<string, unknown>) => {
    const parameters = parseFlags(theorySchema, typed);
    check(parameters);
    const summary = theorySummary(parameters);
    if (typed.json) console.log(toJson({ schemaVersion, learner: "theory", version, parameters, ...summary }));
    else print(parameters, summary);
  });
}
