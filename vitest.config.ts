import { defineConfig } from "vitest/config";
import { quick, thorough } from "./test/set-up/projects.js";

const inTests = (names: readonly string[]): string[] => names.map((name) => `test/${name}`);

export default defineConfig({
  test: {
    setupFiles: ["test/fixed-seed.ts"],
    testTimeout: 120_000,
    // Hooks start processes as tests do.
    hookTimeout: 120_000,
    // Most tests wait for processes that they start; vitest alone would leave one of two cores idle.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: "quick", isolate: false, include: inTests(quick), globalSetup: "test/set-up/fresh-kernels.mjs" },
      },
      {
        extends: true,
        test: { name: "thorough", include: inTests(thorough), globalSetup: "test/set-up/fresh-build.mjs" },
      },
    ],
  },
});
