import { Command } from "commander";
import { type Account, accountOf } from "../../account/account.js";
import { type AccountDocument, accountDocument } from "../../account/document.js";
import { type AccountParameters, accountSchema } from "../../account/parameters.js";
import { passesOf } from "../../account/passes.js";
import { accountRemarks } from "../../account/remarks.js";
import type { Shard } from "../../account/units/shard.js";
import { prepareOutputFolder } from "../../node/files/output-folder.js";
import { onStopSignal } from "../../node/signals.js";
import { openWeights } from "../../node/sources/open-weights.js";
import { toJson } from "../../schema/result.js";
import { UsageError } from "../../schema/usage-error.js";
import type { WeightTrajectory } from "../../sources/trajectory.js";
import { askedCells, costsIn, printCosts } from "../account/cells.js";
import { printAccount } from "../account/print.js";
import { startByteProgress } from "../account/progress.js";
import { readParts } from "../account/read-parts.js";
import {
  addAccountFlags,
  shardOfText,
  sourceOptionsOf,
  type TypedAccount,
  unusedThreshold,
} from "../account/request.js";
import { parseFlags } from "../options.js";

/** What was asked for, checked. */
interface Asked {
  parameters: AccountParameters;
  shard: Shard | null;
  isStream: boolean;
  withFigures: boolean;
  withDeviceUse: boolean;
}

/** Says when it is interrupted that nothing is kept; a part that is finished is a file of its own. */
function sayAnewWhenStopped(): () => void {
  return onStopSignal((status) => {
    console.error(
      "syncache: interrupted. An account keeps nothing of what it has read, and starts anew when it is run again; with --shard, finished parts are kept.",
    );
    process.exit(status);
  });
}

async function played(trajectory: WeightTrajectory, asked: Asked): Promise<Account> {
  const progress = startByteProgress(trajectory, passesOf(asked));
  const done = sayAnewWhenStopped();
  try {
    return await accountOf(trajectory, { ...asked, onBytes: (count) => progress.advance(count) });
  } finally {
    done();
    progress.stop();
  }
}

async function show(document: AccountDocument, account: Account | null, typed: TypedAccount): Promise<void> {
  const { json, out, merge } = typed;
  const unused = merge ? undefined : unusedThreshold(typed, document.parameters.policy);
  if (unused !== undefined) console.error(`syncache: ${unused}`);
  for (const remark of accountRemarks(document.parameters, document.source)) console.error(`syncache: ${remark}`);
  // Printed first: should writing fail, the result is not lost.
  if (json) console.log(toJson(document));
  else printAccount(document);
  if (!json) printCosts(document);
  if (out === undefined) return;
  const { writeAccount } = await import("../account/write.js");
  for (const file of await writeAccount(out, document, account?.figures ?? null)) console.error(`wrote ${file}`);
}

async function accountAction(sources: string[], typed: TypedAccount): Promise<void> {
  if (typed.pulses !== undefined) {
    const { accountOfPulses } = await import("../account/pulses.js");
    return accountOfPulses(sources, typed);
  }
  if (sources.length === 0) {
    throw new UsageError(
      "account needs weights: files or folders, - for standard input, or counts of writes with --pulses. Name one.",
    );
  }
  const parameters = parseFlags(accountSchema, typed);
  const shard = shardOfText(typed.shard);
  const options = sourceOptionsOf(typed);
  const cells = await askedCells(typed, parameters);
  if (sources.includes("-") && sources.length > 1) {
    throw new UsageError('"-" is standard input, and must be the only source. Give it alone, or files alone.');
  }
  if (typed.out !== undefined) prepareOutputFolder(typed.out);
  if (typed.merge) {
    await show(readParts(sources), null, typed);
    return;
  }
  const isStream = sources.includes("-");
  const trajectory = await openWeights(sources, options);
  const withFigures = typed.out !== undefined;
  const account = await played(trajectory, { parameters, shard, isStream, withFigures, withDeviceUse: cells !== null });
  const document = accountDocument(trajectory, parameters, account, shard);
  await show({ ...document, ...costsIn(cells, account) }, account, typed);
}

/** `syncache account` */
export function accountCommand(): Command {
  const command = new Command("account").argument("[source...]", "files or folders of weights; - is standard input");
  return addAccountFlags(command).action(accountAction);
}
