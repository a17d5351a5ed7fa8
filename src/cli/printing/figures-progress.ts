import { onStopSignal } from "../../node/signals.js";
import type { FiguresWatch } from "../../reproduce/run-figures.js";
import { formatDuration } from "./duration.js";
import { type Progress, startProgress } from "./progress.js";

/** Work that is over sooner is not announced. */
const WORTH_SAYING = 10;

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** Says on stderr how far the figures in a folder are; an interruption says how to go on, and ends the program. */
export function watchFigures(out: string, threads: number): FiguresWatch {
  let progress: Progress | undefined;
  const stopListening = onStopSignal((status) => {
    progress?.stop();
    console.error(
      `syncache: interrupted. Finished figures and results are in ${out}; the same command goes on where this one ended.`,
    );
    process.exit(status);
  });
  return {
    onJournal(path, { damagedLines, staleCount, setAside }) {
      for (const line of damagedLines) {
        console.error(`syncache: ${path}, line ${line}: this result is damaged, so its job is run again.`);
      }
      if (staleCount > 0) {
        const results = counted(staleCount, "result");
        console.error(
          `syncache: ${path}: ${results} of another version of the program ${staleCount === 1 ? "is" : "are"} not used, and kept in ${setAside}.`,
        );
      }
    },
    onStart({ figureCount, openCount, keptCount, effort, secondsLeft }) {
      const what = counted(figureCount, "figure");
      if (secondsLeft() >= WORTH_SAYING) {
        const kept = keptCount > 0 ? `, ${keptCount} more are kept from before` : "";
        console.error(
          `syncache: ${counted(openCount, "job")} for ${what} on ${counted(threads, "thread")}${kept}. ` +
            `Expected time: about ${formatDuration(secondsLeft())}.`,
        );
      }
      progress = startProgress(what, effort, { secondsLeft });
    },
    onProgress: (effort) => progress?.advance(effort),
    onEnd() {
      stopListening();
      progress?.stop();
    },
  };
}
