import { expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";

it("is told apart from a failure of the program by its class and by its name", () => {
  const error = new UsageError("threshold must be ≥ 0, got -1.");
  expect(error).toBeInstanceOf(Error);
  expect(new Error("disk full")).not.toBeInstanceOf(UsageError);
  expect(String(error)).toBe("UsageError: threshold must be ≥ 0, got -1.");
});

it("keeps the error it explains", () => {
  const cause = new Error("ENOENT");
  expect(new UsageError("no such file", { cause }).cause).toBe(cause);
});
