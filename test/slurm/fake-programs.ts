import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";

/** Programs of Slurm that a test makes up. They alone are found, besides those of the system. */
export interface FakePrograms {
  /** A program that does what a script of bash says. */
  pretend(name: string, script: string): void;
  /** The arguments of every call of a program that was pretended, a line a call; none if it was not called. */
  callsOf(name: string): string[];
}

/**
 * A folder of programs that is the whole search path during each test of a file.
 *
 * @param seconds how long a program may take
 */
export function fakePrograms(folder: string, seconds = 30): FakePrograms {
  const before = { PATH: process.env.PATH, SYNCACHE_SLURM_SECONDS: process.env.SYNCACHE_SLURM_SECONDS };
  let programs = "";
  beforeEach(() => {
    programs = mkdtempSync(join(folder, "bin-"));
    process.env.PATH = `${programs}:/usr/bin:/bin`;
    process.env.SYNCACHE_SLURM_SECONDS = `${seconds}`;
  });
  afterEach(() => {
    process.env.PATH = before.PATH;
    if (before.SYNCACHE_SLURM_SECONDS === undefined) delete process.env.SYNCACHE_SLURM_SECONDS;
    else process.env.SYNCACHE_SLURM_SECONDS = before.SYNCACHE_SLURM_SECONDS;
  });
  const logOf = (name: string): string => join(programs, `${name}.calls`);
  return {
    pretend(name, script) {
      writeFileSync(logOf(name), "");
      const text = `#!/bin/bash\nprintf '%s\\n' "$*" >> '${logOf(name)}'\n${script}\n`;
      writeFileSync(join(programs, name), text, { mode: 0o755 });
    },
    callsOf: (name) => readFileSync(logOf(name), "utf8").split("\n").slice(0, -1),
  };
}
