import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { csvParse } from "d3-dsv";
import { describe, expect, it } from "vitest";
import { protocolJsonSchema } from "../../../src/protocol/index.js";
import { refusalOf } from "../in-process.js";
import { syncache, temporaryFolder } from "../run-cli.js";

const folder = temporaryFolder();
const file = join(folder, "short.yaml");
writeFileSync(
  file,
  `name: short & sweet
parameters: { inputCount: 4, bias: false, margin: .inf, threshold: 1.5, decayTime: 10, maintenanceCost: 0.5 }
patterns: { a: { active: 1..2 } }
phases:
  - { present: a, repetitions: 2 }
  - { test: soon }
  - { idle: 3 }
  - { test: later }
`,
);
/** Two presentations, the first decayed by one step of τ = 10. */
const L = 1 + Math.exp(-0.1);

describe("syncache protocol", () => {
  it("prints a line for every test", async () => {
    const { status, stdout, stderr } = await syncache("protocol", file);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("Protocol: short & sweet");
    expect(lines[2]!.split(/ {2,}/)).toEqual(["", "test", "timestep", "a.w", "a.l", "energy"]);
    expect(lines[3]).toMatch(/^ {2}soon +2 +1\.905 +1\.905 /);
    expect(lines[4]).toMatch(/^ {2}later +5 +1\.905 +1\.905 /);
  });

  it("prints one JSON document, with a row for every step and columns for the synapses that are asked for", async () => {
    const { status, stdout } = await syncache("protocol", file, "--json", "--synapses", "1,3");
    expect(status).toBe(0);
    const { protocol, rows } = JSON.parse(stdout);
    expect(protocol).toMatchObject({
      name: "short & sweet",
      parameters: { margin: "Infinity", policy: "local-global" },
    });
    expect(rows.map(({ event }: { event: string }) => event)).toEqual([
      ...["present", "present", "test"],
      ...["idle", "idle", "idle", "test"],
    ]);
    expect(rows.at(-1)).toMatchObject({ l1: expect.closeTo(L, 12), s1: 0, l3: 0, "a.errors": 0, timestep: 5 });
    expect(rows[0]).not.toHaveProperty("l2");
  });

  it("writes table, document and figures, named for the file, and says where", async () => {
    const out = join(folder, "out");
    const { status, stderr } = await syncache("protocol", file, "--out", out);
    expect(status).toBe(0);
    const names = ["short-energy.png", "short-energy.svg", "short-traces.png", "short-traces.svg"];
    expect(readdirSync(out).sort()).toEqual([...names, "short.csv", "short.json"].sort());
    for (const name of readdirSync(out)) expect(stderr).toContain(`wrote ${join(out, name)}\n`);
    expect(readFileSync(join(out, "short-traces.svg"), "utf8")).toContain("short &amp; sweet</title>");
    const table = csvParse(readFileSync(join(out, "short.csv"), "utf8"));
    expect(table).toHaveLength(7);
    expect(Number(table[1]!["a.l"])).toBeCloseTo(L, 12);
    // Two synapses: what is held in the second step, and what is consolidated in it.
    expect(Number(table[6]!.energy)).toBeCloseTo(2 * (0.5 * Math.exp(-0.1) + L), 12);
    expect(JSON.parse(readFileSync(join(out, "short.json"), "utf8")).rows).toHaveLength(7);
  });

  it("says so where a grid has nothing to draw against", async () => {
    const policies = join(folder, "policies.yaml");
    writeFileSync(policies, `${readFileSync(file, "utf8")}grid: { policy: [local-local, none] }\n`);
    const { status, stdout, stderr } = await syncache("protocol", policies, "--out", join(folder, "policies"));
    expect(status).toBe(0);
    expect(stdout.split("\n")[2]!.split(/ {2,}/)).toEqual(["", "policy", "test", "timestep", "a.w", "a.l", "energy"]);
    expect(stderr).toContain("there is no figure, as grid has no name with several numbers");
    expect(readdirSync(join(folder, "policies")).sort()).toEqual(["policies.csv", "policies.json"]);
  });

  it("prints the JSON Schema of the file", async () => {
    const { status, stdout } = await syncache("protocol", "--schema");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual(protocolJsonSchema());
  });

  it("refuses what is misspelt, with its line, and flags that do not fit", async () => {
    const wrong = join(folder, "wrong.yaml");
    writeFileSync(wrong, readFileSync(file, "utf8").replace("repetitions", "repetition"));
    expect(await refusalOf("protocol", wrong)).toMatch(/wrong\.yaml, line 5, .*Did you mean "repetitions"\?/);
    expect(await refusalOf("protocol", file, "--synapses", "1,5")).toMatch(/--synapses must be numbers from 1 to 4/);
    expect(await refusalOf("protocol")).toMatch(/one of PROTOCOL\.yaml and --schema is needed/);
    expect(await refusalOf("protocol", file, "--schema")).toMatch(/one of PROTOCOL\.yaml and --schema is needed/);
    expect(await refusalOf("protocol", join(folder, "none.yaml"))).toMatch(/none\.yaml/);
  });
});
