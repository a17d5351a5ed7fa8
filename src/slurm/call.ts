import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { onStopSignal } from "../node/signals.js";
import { printable } from "../schema/program-text.js";
import { UsageError } from "../schema/usage-error.js";
import { PATIENCE, patienceSeconds, slurmEnvironment } from "./environment.js";

/** Bytes that a program may print, unless a caller knows better; the rest of stderr is dropped, of stdout refused. */
const MOST_BYTES = 1 << 20;

/** What a program of Slurm has printed before it ended well. */
export interface Printed {
  stdout: string;
  stderr: string;
}

/** A program of Slurm that has failed. */
export class SlurmError extends Error {
  override readonly name = "SlurmError";
  /** Whether Slurm may have done all the same what it was asked for. */
  readonly unsettled: boolean;

  constructor(message: string, { unsettled }: { unsettled: boolean }) {
    super(message);
    this.unsettled = unsettled;
  }
}

function notStarted(program: string, { code, message }: NodeJS.ErrnoException): Error {
  if (code !== "ENOENT") return new SlurmError(`${program} cannot be started: ${message}.`, { unsettled: false });
  return new UsageError(
    `${program} is not found, so that Slurm cannot be used from here. Call this where it is, on a login node of the ` +
      "cluster; or start the parts of the study yourself, on as many machines as you like: " +
      "syncache sweep STUDY.yaml --out DIR --shard 1/4, then 2/4, and so on.",
  );
}

function start(program: string, args: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
  try {
    return spawn(program, args, { env: slurmEnvironment(), stdio: ["ignore", "pipe", "pipe"], detached: true });
  } catch (error) {
    // Some causes are thrown, others come as an event.
    throw notStarted(program, error as NodeJS.ErrnoException);
  }
}

/** Where the connection broke, the other side may have understood before. */
const BROKEN_OFF = /time[d-]? ?out|socket|zero bytes|communication|connection|unable to contact|transport/i;

/** While the program runs, whoever ends this process ends that one with it, as if they were one. */
function endTogether(kill: () => void): () => void {
  const stopListening = onStopSignal((_, signal) => {
    kill();
    stopListening();
    process.kill(process.pid, signal);
  });
  return stopListening;
}

/**
 * Runs a program of Slurm, never through a shell, and no longer than there is patience for.
 *
 * @param most bytes it may print on stdout
 * @throws {UsageError} where the program is not
 * @throws {SlurmError} if it fails, prints too much, or has to be killed
 */
export async function callSlurm(program: string, args: readonly string[], most = MOST_BYTES): Promise<Printed> {
  const seconds = patienceSeconds();
  return new Promise((resolve, reject) => {
    // A group of its own: at many sites the program is a script around the real one, which has to end with it.
    const child = start(program, args);
    const kill = (): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
      }
    };
    const stopListening = endTogether(kill);
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      stopListening();
      end();
    };
    const giveUp = (message: string): void => {
      kill();
      child.stdout.destroy();
      child.stderr.destroy();
      // A process that even SIGKILL does not end, on a file system that hangs, is not waited for.
      child.unref();
      settle(() => reject(new SlurmError(message, { unsettled: true })));
    };
    const timer = setTimeout(() => {
      giveUp(
        `${program} has not ended within ${seconds} seconds and was killed. Slurm may be busy or out of reach: see what ` +
          `"scontrol ping" says, then call this again; ${PATIENCE}=300 in the environment gives it more time.`,
      );
    }, seconds * 1000);

    const chunks: Record<"stdout" | "stderr", Buffer[]> = { stdout: [], stderr: [] };
    const sizes = { stdout: 0, stderr: 0 };
    child.stdout.on("data", (chunk: Buffer) => {
      chunks.stdout.push(chunk);
      sizes.stdout += chunk.length;
      if (sizes.stdout > most) {
        giveUp(
          `${program} has printed more than ${most / 2 ** 20} MiB, which is no answer of Slurm's, and was killed. ` +
            `See what "${program}" prints when it is called by hand; a wrapper around it may be at fault.`,
        );
      }
    });
    child.stderr.on("data", (chunk: Buffer) => {
      if (sizes.stderr < MOST_BYTES) chunks.stderr.push(chunk);
      sizes.stderr += chunk.length;
    });
    child.on("error", (error) => settle(() => reject(notStarted(program, error))));
    child.on("close", (code, signal) => {
      const text = (name: "stdout" | "stderr"): string => Buffer.concat(chunks[name]).toString("utf8");
      const printed = { stdout: text("stdout"), stderr: text("stderr") };
      settle(() => (code === 0 ? resolve(printed) : reject(failed(program, code ?? signal, printed))));
    });
  });
}

function failed(program: string, end: number | string | null, { stdout, stderr }: Printed): SlurmError {
  const how = typeof end === "number" ? `it ended with status ${end}` : `it was ended by ${end}`;
  const unsettled = typeof end !== "number" || stdout.trim() !== "" || stderr.trim() === "" || BROKEN_OFF.test(stderr);
  const said = stderr.trim() === "" ? stdout : stderr;
  return new SlurmError(`${program} failed: ${printable(said) || how}`, { unsettled });
}
