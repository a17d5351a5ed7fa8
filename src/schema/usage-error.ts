/**
 * A mistake of the user: a flag out of range, a file that cannot be read. The command line prints the message without a
 * stack and ends with status 2; everything else that is thrown is a failure of the program.
 *
 * A message says what is wrong (with the file or the flag), what is allowed, what was given, and what to do:
 * `threshold must be ≥ 0 (weight units), got -1. Use 0 to consolidate every change at once.`
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
