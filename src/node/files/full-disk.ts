const full = ["ENOSPC", "EDQUOT", "EFBIG"];

export const isFullDisk = (error: unknown): boolean => full.includes((error as NodeJS.ErrnoException)?.code ?? "");

/** The reason and the remedy for something that could not be written, as parts of a message. */
export function describeDiskError(cause: Error): { reason: string; remedy: string } {
  return isFullDisk(cause)
    ? { reason: `the disk is full (${cause.message})`, remedy: "Make space" }
    : { reason: cause.message, remedy: "Mend the cause" };
}

/** What a system call said; other errors are mistakes of the program. */
export const isOfFileSystem = (error: unknown): boolean =>
  error instanceof Error && (error as NodeJS.ErrnoException).syscall !== undefined;

function explain(folder: string, error: unknown): unknown {
  const cause = (error as Error)?.cause ?? error;
  if (!isFullDisk(cause)) return error;
  return new Error(
    `the disk is full: ${JSON.stringify(folder)} takes no more (${(cause as Error).message}). ` +
      "Every job that was recorded is kept. Make space, then run the same command again.",
    { cause },
  );
}

/**
 * Does something that writes into the folder of a study, or of reproduce; where that fails because the disk is full, the
 * error says so, and what to do.
 */
export function withSpaceIn<T>(folder: string, action: () => T): T {
  try {
    const result = action();
    if (!(result instanceof Promise)) return result;
    return result.catch((error) => {
      throw explain(folder, error);
    }) as T;
  } catch (error) {
    throw explain(folder, error);
  }
}
