import type { WeightTrajectory } from "../../sources/trajectory.js";
import { createBar } from "../printing/bar.js";
import { describeBytes } from "../printing/bytes.js";
import { formatDuration } from "../printing/duration.js";

/** How far reading is: bytes, bytes a second and, where their number is known, the time that is left. */
export interface ByteProgress {
  advance(count: number): void;
  stop(): void;
}

/** Milliseconds between two drawings: a chunk takes less. */
const EVERY = 100;

/**
 * A bar on stderr; silent where that is no terminal.
 *
 * @param passes how often the source is read
 */
export function startByteProgress({ byteLength }: WeightTrajectory, passes: number): ByteProgress {
  if (!process.stderr.isTTY) return { advance() {}, stop() {} };
  const total = byteLength === undefined ? undefined : byteLength * passes;
  const bar = createBar(
    total === undefined ? "{read}  {rate}/s" : "{bar} {percentage} %  {read}  {rate}/s  {left} left",
  );
  const start = performance.now();
  let [read, drawn] = [0, start];
  const payload = () => {
    const seconds = Math.max(1e-3, (performance.now() - start) / 1000);
    const left = total === undefined ? Number.NaN : ((total - read) * seconds) / Math.max(read, 1);
    return { read: describeBytes(read), rate: describeBytes(read / seconds), left: formatDuration(left) };
  };
  bar.start(total ?? 1, 0, payload());
  return {
    advance: (count) => {
      read += count;
      if (performance.now() - drawn < EVERY) return;
      drawn = performance.now();
      bar.update(total === undefined ? 0 : Math.min(read, total), payload());
    },
    stop: () => bar.stop(),
  };
}
