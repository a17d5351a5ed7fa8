import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/fixed-seed.ts"],
    testTimeout: 120_000,
    // Most tests wait for processes that they start; vitest alone would leave one of two cores idle.
    maxWorkers: 2,
  },
});
