import { shown } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import { listed } from "../choose.js";
import type { ByteSource } from "../trajectory.js";
import { lineBlocks } from "./line-blocks.js";

/** What columns are called, by NEST and by people; the first that is there counts. */
const names = {
  time: ["time_ms", "time", "times", "t", "time_step", "step"],
  weight: ["weights", "weight", "w", "value"],
  synapse: ["synapse", "synapse_id", "synapses", "connection", "index", "id"],
  sender: ["sender", "senders", "source", "pre", "i"],
  target: ["targets", "target", "receiver", "post", "j"],
  receptor: ["receptors", "receptor"],
  port: ["ports", "port"],
  /** Of NEST, where times are counted in steps of the simulation. */
  offset: ["time_offset"],
} as const;
type Role = keyof typeof names;

/** Which column of a file is what. */
export interface Columns {
  readonly separator: string | RegExp;
  readonly count: number;
  readonly time: number;
  readonly weight: number;
  /** Of what tells synapses apart: of the synapse, or of the target, the sender, and where they are given the receptor and the port. */
  readonly identity: readonly number[];
  /** Whether the first of `identity` is the target, a neuron. */
  readonly hasTargets: boolean;
  readonly offset: number | undefined;
  readonly isNest: boolean;
  /** Bytes and lines before the first record. */
  readonly start: number;
  readonly lineCount: number;
}

export const cellsOf = (line: string, separator: string | RegExp): string[] => line.trim().split(separator);

const separatorOf = (line: string): string | RegExp =>
  line.includes("\t") ? "\t" : line.includes(",") ? "," : line.includes(";") ? ";" : / +/;

/** A name in quotes is the name. */
const plain = (cell: string): string =>
  cell
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .trim()
    .toLowerCase();

/**
 * The columns of a list of changes: named in its first line, or in a line that begins with #, as NEST writes it.
 *
 * @throws UsageError where time, weight or synapse has no column
 */
export async function readColumns(source: ByteSource): Promise<Columns> {
  let start = 0;
  let isNest = false;
  for await (const { lines } of lineBlocks(source)) {
    for (const [k, line] of lines.entries()) {
      start += new TextEncoder().encode(line).length + 1;
      isNest ||= line.startsWith("# NEST version");
      const header = line.replace(/^\uFEFF?#?/, "").trim();
      const separator = separatorOf(header);
      const cells = header.split(separator).map(plain);
      const isComment = line.startsWith("#");
      if (header === "" || (isComment && !(cells.length > 1 && has(cells, "time") && has(cells, "weight")))) continue;
      return { ...columnsOf(cells, source.name), separator, isNest, start, lineCount: k + 1 };
    }
    break;
  }
  throw noWeights(source.name, []);
}

const find = (cells: readonly string[], role: Role): number | undefined => {
  const name = names[role].find((one) => cells.includes(one));
  return name === undefined ? undefined : cells.indexOf(name);
};
const has = (cells: readonly string[], role: Role): boolean => find(cells, role) !== undefined;

function columnsOf(cells: readonly string[], source: string) {
  const [time, weight, offset] = [find(cells, "time"), find(cells, "weight"), find(cells, "offset")];
  const [synapse, target, sender] = [find(cells, "synapse"), find(cells, "target"), find(cells, "sender")];
  const pair = [target, sender, find(cells, "receptor"), find(cells, "port")].filter((one) => one !== undefined);
  const hasTargets = synapse === undefined && target !== undefined;
  const identity = synapse !== undefined ? [synapse] : target !== undefined || sender !== undefined ? pair : [];
  if (time === undefined || weight === undefined || identity.length === 0) throw noWeights(source, cells);
  return { count: cells.length, time, weight, identity, hasTargets, offset };
}

const noWeights = (source: string, cells: readonly string[]): UsageError =>
  new UsageError(
    `${source}: text must be a list of changes, with a line that names columns for time, weight, and synapse (or sender and target), ` +
      `got ${cells.length > 0 ? listed(cells.map((cell) => shown(cell).slice(1, -1))) : "none"}. ` +
      "Name them so, or save the weights with numpy.save.",
  );
