import { constants, openSync, readdirSync, statSync } from "node:fs";
import { shownPath } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import { oddity, reasons } from "./files.js";

/**
 * Opens a file that the program keeps in a folder: to read it, or to add to it (`a+`), which begins it where there is none.
 *
 * @throws {UsageError} if what is there is no regular file, or may not be opened
 */
export function openRegularFile(path: string, how: "r" | "a+"): number {
  const refuse = (reason: string, cause?: unknown): never => {
    throw new UsageError(
      `cannot ${how === "r" ? "read" : "add to"} "${shownPath(path)}", which the program keeps there: ${reason}. ` +
        "Move away what has its name, or mend its permissions; or give another folder.",
      { cause },
    );
  };
  const flags = how === "r" ? constants.O_RDONLY : constants.O_RDWR | constants.O_CREAT | constants.O_APPEND;
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    const odd = stats && oddity(stats);
    return odd === undefined ? openSync(path, flags | (constants.O_NONBLOCK ?? 0)) : refuse(odd);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    // A full disk, say, is explained by whoever knows what is lost by it.
    if (error instanceof UsageError || reasons[code] === undefined) throw error;
    return refuse(code === "EACCES" || code === "EPERM" ? "that is not permitted" : reasons[code]!, error);
  }
}

/** The names in a folder that the program keeps. @throws {UsageError} if it is none, or may not be read */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? ""];
    if (reason === undefined) throw error;
    throw new UsageError(
      `cannot read the folder "${shownPath(folder)}": ${reason.replace(/a part of the path is/, "it, or a part of its path, is")}. ` +
        "Mend its permissions, or give another folder.",
      { cause: error },
    );
  }
}
