import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { version } from "../schema/version.js";

/** Rooms that draw, print or ask for results but have no part in them. */
const WITHOUT_INFLUENCE = ["report", "paper", "study", "reproduce", "tables", "slurm", "verify", "cli", "lab"];

/**
 * Names the code that results come from: the version, and a hash of every file that may have a part in them. Whoever
 * changes a kernel without raising the version must not be shown what the old one gave; a change of a chart's
 * colours invalidates nothing.
 *
 * @param folder the built program, or its sources
 */
export function codeFingerprint(folder = fileURLToPath(new URL("..", import.meta.url))): string {
  const hash = createHash("sha256");
  const rooms = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const room of rooms.map(({ name }) => name).sort()) {
    if (WITHOUT_INFLUENCE.includes(room)) continue;
    const names = readdirSync(join(folder, room), { recursive: true, encoding: "utf8" });
    for (const name of names.filter((name) => /(?<!\.d)\.[jt]s$/.test(name)).sort()) {
      hash
        .update(`${room}/${name}\0`)
        .update(readFileSync(join(folder, room, name)))
        .update("\0");
    }
  }
  return `${version}-${hash.digest("hex").slice(0, 16)}`;
}
