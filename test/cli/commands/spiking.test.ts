import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { csvParse } from "d3-dsv";
import { describe, expect, it } from "vitest";
import { simulateSpiking } from "../../../src/spiking/simulate.js";
import { refusalOf } from "../in-process.js";
import { syncache, temporaryFolder } from "../run-cli.js";

const folder = temporaryFolder();

describe("syncache spiking", () => {
  it("prints the document of the library with --json, on either engine", async () => {
    const options = { patternCount: 2, runs: 2, seed: 3 } as const;
    const flags = ["spiking", "--pattern-count", "2", "--runs", "2", "--seed", "3", "--json"];
    for (const engine of ["fast", "reference"] as const) {
      const { status, stdout } = await syncache(...flags, "--engine", engine);
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toEqual(
        JSON.parse(
          JSON.stringify(simulateSpiking({ ...options, engine })).replaceAll(
            '"decayTime":null',
            '"decayTime":"Infinity"',
          ),
        ),
      );
    }
  });

  it("writes one presentation with --trace, a row a step, units in the column names", async () => {
    const file = join(folder, "trace.csv");
    const { status, stderr } = await syncache("spiking", "--pattern-count", "1", "--trace", file);
    expect(status).toBe(0);
    expect(stderr).toContain(`wrote ${file}`);
    const rows = csvParse(readFileSync(file, "utf8"));
    expect(rows).toHaveLength(1500);
    expect(rows.columns).toEqual(
      expect.arrayContaining(["timeSecond", "membranePotentialVolt", "outputSpikeCount", "input0WeightSiemens"]),
    );
    expect(rows.at(-1)!.timeSecond).toBe("0.15");
  });

  it("warns of runs that did not become stable, with status 0", async () => {
    const { status, stdout, stderr } = await syncache("spiking", "--max-epochs", "2", "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout).runs[0].converged).toBe(false);
    expect(stderr).toContain("Raise --max-epochs");
  });

  it("refuses a negative threshold, and an empty name of a trace, before it writes anything", async () => {
    const file = join(folder, "none.csv");
    expect(await refusalOf("spiking", "--threshold", "-1", "--trace", file)).toContain("--threshold must be ≥ 0");
    expect(existsSync(file)).toBe(false);
    expect(await refusalOf("spiking", "--trace", "")).toContain("--trace must be the path of a file");
  });
});
