import { pricesOf } from "../caching/energies.js";
import { UsageError } from "../schema/usage-error.js";
import { type AccountRun, accountRun } from "./account-run.js";
import type { AccountDocument } from "./document.js";
import { Outcome } from "./outcome.js";

/** What parts of one account have in common, in words that can be compared. */
const commonOf = ({ version, parameters, source, runs }: AccountDocument): string =>
  JSON.stringify({ version, parameters, source, stepCount: runs[0]!.stepCount });

/**
 * Joins the parts of an account: every number is the one of an account of all synapses at once, to its last digit. Where a
 * threshold tunes itself, its median is not told, as no part knows the others'.
 *
 * @param parts documents by the name of their file
 * @throws UsageError for documents that are not the parts of one account, each once
 */
export function mergeParts(
  parts: readonly { readonly name: string; readonly document: AccountDocument }[],
): AccountDocument {
  const [first] = parts;
  if (first === undefined) throw new UsageError("--merge needs the parts of an account. Give their JSON files.");
  const names = new Map<number, string>();
  for (const { name, document } of parts) {
    const { part } = document;
    if (part === undefined) {
      throw new UsageError(`${name}: must be a part of an account, but is a whole one. Make parts with --shard i/n.`);
    }
    if (commonOf(document) !== commonOf(first.document) || part.count !== first.document.part!.count) {
      throw new UsageError(
        `${name}: must be a part of the same account as ${first.name}, but has other parameters, weights or numbers of parts. ` +
          "Merge parts that differ by --shard alone.",
      );
    }
    const before = names.get(part.index);
    if (before !== undefined) {
      throw new UsageError(`${name}: is part ${part.index} again, which ${before} is. Give each part once.`);
    }
    names.set(part.index, name);
  }
  const { count } = first.document.part!;
  const missing = Array.from({ length: count }, (_, k) => k + 1).filter((index) => !names.has(index));
  if (missing.length > 0) {
    const list = missing.slice(0, 10).join(", ");
    throw new UsageError(
      `--merge needs all ${count} parts, but ${missing.length === 1 ? "part" : "parts"} ${list}` +
        `${missing.length > 10 ? ", …" : ""} ${missing.length === 1 ? "is" : "are"} missing. Run what is missing with --shard.`,
    );
  }
  const { part: _, ...whole } = first.document;
  return { ...whole, runs: [joined(parts.map(({ document }) => document))] };
}

function joined(documents: readonly AccountDocument[]): AccountRun {
  const { parameters, runs } = documents[0]!;
  const [outcome, optimum] = [new Outcome(false), new Outcome(false)];
  for (const { part } of documents) {
    outcome.totals.join(part!.totals);
    if (part!.optimum !== null) optimum.totals.join(part!.optimum);
  }
  const hasOptimum = documents.every(({ part }) => part!.optimum !== null);
  const { synapseCount } = outcome.totals;
  const counts = outcome.counts(parameters, synapseCount, runs[0]!.stepCount, hasOptimum ? optimum : null);
  return accountRun(counts, pricesOf(parameters));
}
