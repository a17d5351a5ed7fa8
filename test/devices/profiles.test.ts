import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { biologySchema, parseProfile, quantitiesOf } from "../../src/devices/profile.js";
import { biologicalEstimates, deviceNamed, deviceProfiles } from "../../src/devices/profiles.js";

const folder = new URL("../../src/devices/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".json") && name !== "biology.json");
const read = (name: string): Record<string, unknown> => JSON.parse(readFileSync(new URL(name, folder), "utf8"));

it("every file is a profile of the table, and has its name", () => {
  expect(files.map((name) => name.slice(0, -".json".length)).sort()).toEqual(
    deviceProfiles.map(({ name }) => name).sort(),
  );
  for (const name of files) expect(`${read(name).name}.json`).toBe(name);
});

it("there are volatile and persistent cells, volatile ones first", () => {
  const kinds = deviceProfiles.map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(["volatile", "persistent"]));
  expect(kinds.lastIndexOf("volatile")).toBeLessThan(kinds.indexOf("persistent"));
});

/** Paths of every number below a value. */
const numbersIn = (value: unknown, path: string[] = []): string[][] => {
  if (typeof value === "number") return [path];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, item]) => numbersIn(item, [...path, key]));
};

/** A copy without the key at a path. */
function without(profile: object, path: string[]): unknown {
  const copy = structuredClone(profile) as Record<string, unknown>;
  const parent = path.slice(0, -1).reduce((inner, key) => inner[key] as Record<string, unknown>, copy);
  delete parent[path.at(-1)!];
  return copy;
}

describe.each(deviceProfiles.map((profile) => [profile.name, profile] as const))("%s", (name, profile) => {
  it("is what its file says, and as the schema wants it", () => {
    expect(parseProfile(read(`${name}.json`))).toEqual(profile);
  });

  it("has no number but those of a quantity, each with its range and source", () => {
    const paths = numbersIn(profile);
    expect(paths.length).toBe(3 * quantitiesOf(profile).length);
    for (const path of paths) expect(["value", "low", "high"]).toContain(path.at(-1));
  });

  it("is refused as soon as a number lacks its source, its place there or whether it was read", () => {
    const quantities = numbersIn(profile).filter((path) => path.at(-1) === "value");
    expect(quantities.length).toBeGreaterThan(0);
    for (const path of quantities) {
      for (const key of [["source"], ["source", "where"], ["read"], ["unit"], ["low"]]) {
        expect(() => parseProfile(without(profile, [...path.slice(0, -1), ...key])), key.join(".")).toThrow(/source/);
      }
    }
  });

  it("is refused where a value is outside of its range", () => {
    const copy = structuredClone(profile);
    const quantity = copy.writeEnergy ?? copy.granularity!;
    quantity.value = 2 * quantity.high;
    expect(() => parseProfile(copy)).toThrow(/must lie in its range/);
  });
});

it("biological estimates have sources too, and are of no cell", () => {
  expect(biologySchema.parse(read("biology.json"))).toEqual(biologicalEstimates);
  expect(deviceProfiles.some(({ name }) => name === "biology")).toBe(false);
});

describe("deviceNamed", () => {
  it("finds a profile", () => expect(deviceNamed("pcm").name).toBe("pcm"));

  it("says which name may have been meant", () => {
    expect(() => deviceNamed("rram-analogue")).toThrow(/Did you mean "rram-analog"\?/);
    expect(() => deviceNamed("FeFet")).toThrow(/Did you mean "fefet"\?/);
  });

  it("refuses a cell of the other kind", () => {
    expect(() => deviceNamed("pcm", "--volatile-device", "volatile")).toThrow(
      /--volatile-device must be one of 3t1c, igzo-2t0c, sram-22nm, mcu-sram, got "pcm"/,
    );
  });
});
