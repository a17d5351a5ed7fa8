import type { Account } from "../../account/account.js";
import type { AccountDocument } from "../../account/document.js";
import type { AccountParameters } from "../../account/parameters.js";
import { type DeviceCosts, type DeviceSetting, deviceCosts } from "../../devices/index.js";
import { UsageError } from "../../schema/usage-error.js";
import { checkChargesMagnitude } from "../devices/charges-magnitude.js";
import { costLines } from "../devices/costs-text.js";
import { deviceFlags, type TypedDevices } from "../devices/device-flags.js";
import type { TypedAccount } from "./request.js";

/**
 * The cells that were asked for; null where none were.
 *
 * @throws UsageError for what does not go together with them
 */
export async function askedCells(typed: TypedAccount, parameters: AccountParameters): Promise<DeviceSetting | null> {
  if (!(Object.keys(deviceFlags) as (keyof TypedDevices)[]).some((key) => typed[key] !== undefined)) return null;
  const { askedDevices } = await import("../devices/read-devices.js");
  const setting = askedDevices(typed)!;
  checkChargesMagnitude(parameters);
  const others = { "--shard": typed.shard, "--merge": typed.merge, "--sample": (parameters.sample ?? 0) > 0 };
  const [other] = Object.entries(others).find(([, given]) => given !== undefined && given !== false) ?? [];
  if (other !== undefined) {
    throw new UsageError(
      `--volatile-device must be left out with ${other}: a lifetime is that of the synapse with the most writes of all. Leave one out.`,
    );
  }
  if (parameters.policy === "none") {
    throw new UsageError(
      "--volatile-device needs a policy that caches, got none: without one nothing is kept in the volatile cell. " +
        "Use --policy local-local.",
    );
  }
  return setting;
}

/** What an account takes in these cells, as its document has it. */
export const costsIn = (cells: DeviceSetting | null, { deviceUse }: Account): { devices?: readonly [DeviceCosts] } =>
  cells === null ? {} : { devices: [deviceCosts(deviceUse!, cells)] };

export function printCosts({ devices, parameters, source }: AccountDocument): void {
  const isSeen = !source.checkpoints || source.stepsBetween?.most === 1;
  const unseen = isSeen
    ? []
    : [
        "  of checkpoints: what changed and changed back between two of them is in none of these. Joules are at least these, trainings at " +
          "most, and whether a buffer pays is told for what is seen",
      ];
  for (const costs of devices ?? []) {
    console.log(["", ...costLines("", costs, parameters.decayTime), ...unseen].join("\n"));
  }
}
