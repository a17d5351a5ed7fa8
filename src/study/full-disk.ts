const full = ["ENOSPC", "EDQUOT", "EFBIG"];

export const isFullDisk = (error: unknown): boolean => full.includes((error as NodeJS.ErrnoException)?.code ?? "");

/**
 * Does something that writes into the folder of a study; where that fails because the disk is full, the error says so,
 * and what to do.
 */
export function withSpaceIn<T>(folder: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const cause = (error as Error).cause ?? error;
    if (!isFullDisk(cause)) throw error;
    throw new Error(
      `the disk is full: ${JSON.stringify(folder)} takes no more (${(cause as Error).message}). ` +
        "Every job that was recorded is kept. Make space, then run the same command again.",
      { cause },
    );
  }
}
