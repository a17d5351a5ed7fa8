import { type Command, Option } from "commander";
import { hasThreshold } from "../../account/account.js";
import { accountSchema } from "../../account/parameters.js";
import type { Shard } from "../../account/units/shard.js";
import type { PolicyName } from "../../caching/policies.js";
import { numberFromText } from "../../schema/number-text.js";
import { shown } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import type { SourceOptions } from "../../sources/options.js";
import { addDeviceFlags, type TypedDevices } from "../devices/device-flags.js";
import { headings } from "../help/groups.js";
import { addFlags } from "../options.js";

/** What was typed, apart from what the schema has. */
export interface TypedAccount extends TypedDevices, Record<string, unknown> {
  axis?: "time" | "synapse";
  select?: string;
  neurons?: string;
  neuronAxis?: string;
  step?: string;
  initial?: string;
  shard?: string;
  merge?: boolean;
  pulses?: string;
  json?: boolean;
  out?: string;
}

/** The flags of `syncache account`. */
export function addAccountFlags(command: Command): Command {
  addFlags(command, accountSchema)
    .addOption(
      new Option("--axis <axis>", "what the first axis of an array counts; time if not said").choices([
        "time",
        "synapse",
      ]),
    )
    .option("--select <glob>", "only tensors whose name fits, such as 'layer1.*'")
    .option("--neurons <n>", "neurons among which the synapses are divided [default: the shape's, or one]")
    .option("--neuron-axis <n>", "axis of a tensor that counts neurons, from 0; -1 is the last [default: 0]")
    .option("--step <x>", "of event lists: a time step, in the file's unit of time")
    .option("--initial <file>", "of event lists: w(0) [default: a synapse's first record]")
    .option("--pulses <file>", "in the place of weights: a .npy array of writes, one number a synapse");
  command
    .addOption(
      new Option("--shard <i/n>", "play part i of n of the synapses; whole neurons where needed").helpGroup(
        headings.run,
      ),
    )
    .addOption(
      new Option("--merge", "join the parts, JSON files of all --shard runs, exactly").helpGroup(headings.run),
    );
  return addDeviceFlags(command)
    .optionsGroup(headings.output)
    .option("--json", "print one JSON document and nothing else")
    .option("--out <folder>", "write the result there as JSON and CSV, and figures as SVG, PNG and CSV");
}

/** What to know where a threshold was typed that the policy does not look at; undefined otherwise. */
export function unusedThreshold({ threshold }: TypedAccount, policy: PolicyName): string | undefined {
  if (threshold === undefined || hasThreshold(policy)) return undefined;
  const name = policy === "none" ? "--policy none, the default," : `--policy ${policy}`;
  return `${name} has no threshold, so that --threshold ${String(threshold)} changes nothing. Name a policy that has one, such as local-local.`;
}

function integer(flag: string, text: string | undefined, least: number, allowed: string): number | undefined {
  if (text === undefined) return undefined;
  const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(`${flag} must be ${allowed}, got ${shown(text)}. Leave it out for the default.`);
}

function stepOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = numberFromText(text);
  if (value !== undefined && Number.isFinite(value) && value > 0) return value;
  throw new UsageError(
    `--step must be a number > 0 (time units of the file), got ${shown(text)}. Give the width of a bin.`,
  );
}

/** @throws UsageError for what is no number of a kind */
export function sourceOptionsOf({ axis, select, neurons, neuronAxis, step, initial }: TypedAccount): SourceOptions {
  const options = {
    axis,
    select,
    neurons: integer("--neurons", neurons, 1, "an integer ≥ 1"),
    neuronAxis: integer("--neuron-axis", neuronAxis, -64, "an integer ≥ -64"),
    step: stepOf(step),
    initial,
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** @throws UsageError for what is no i/n with 1 ≤ i ≤ n */
export function shardOfText(text: string | undefined): Shard | null {
  if (text === undefined) return null;
  const [, index, count] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index !== undefined && count !== undefined && index >= 1 && index <= count && Number.isSafeInteger(count)) {
    return { index, count };
  }
  throw new UsageError(
    `--shard must be i/n with 1 ≤ i ≤ n, such as 2/8, got ${shown(text)}. Parts are counted from 1.`,
  );
}
