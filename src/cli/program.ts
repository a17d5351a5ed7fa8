import { createProgram } from "./create-program.js";
import { reportError } from "./report-error.js";

const args = process.argv.slice(2);

// The reader of a pipe may close it early (`syncache … | head`); that is its right and no error, and the status that the
// command has come to stays: what `verify` found different is no success because only the first lines were read.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? (process.exitCode ?? 0) : reportError(error, args));
});
// Where nobody reads the messages, the status still tells.
process.stderr.on("error", () => undefined);

try {
  await (await createProgram(args)).parseAsync(args, { from: "user" });
} catch (error) {
  process.exitCode = reportError(error, args);
}
