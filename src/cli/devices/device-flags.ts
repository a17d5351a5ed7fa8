import { type Command, Option } from "commander";
import { flagOf } from "../flag-words.js";
import { headings } from "../help/groups.js";

/** Bits of a weight in cells of one bit, unless others are given. */
export const DEFAULT_BITS = 8;

export const deviceFlags = {
  volatileDevice: ["<name>", "the cell that holds s; gives joules and a lifetime"],
  persistentDevice: ["<name>", "the cell that holds l; syncache devices lists all"],
  stepSeconds: ["<x>", "what a time step takes [> 0 (seconds); needed with cells]"],
  weightRange: ["<x>", "span of weight of a cell [> 0 (weight units); needed with cells]"],
  weightBits: ["<n>", `bits of a weight in cells of one bit [1 to 64; default: ${DEFAULT_BITS}]`],
} as const satisfies Record<keyof TypedDevices, readonly [string, string]>;

export interface TypedDevices {
  volatileDevice?: string;
  persistentDevice?: string;
  stepSeconds?: string;
  weightRange?: string;
  weightBits?: string;
}

/** Adds the flags of a pair of cells. */
export function addDeviceFlags(command: Command): Command {
  for (const [key, [value, description]] of Object.entries(deviceFlags)) {
    command.addOption(new Option(`${flagOf(key)} ${value}`, description).helpGroup(headings.devices));
  }
  return command;
}
