import { describe, expect, it } from "vitest";
import type { Series } from "../../../src/report/chart/chart.js";
import { appearances } from "../../../src/report/chart/palette.js";

describe("appearances", () => {
  it("gives theory the colour of its simulation, and dashes instead of markers", () => {
    const looks = appearances([
      { name: "theory", style: "dashed", colourOf: "simulation" },
      { name: "simulation", style: "line" },
    ]);
    expect(looks.get("theory")!.colour).toBe(looks.get("simulation")!.colour);
    expect(looks.get("theory")).toMatchObject({ dash: expect.any(String), opacity: 1 });
    expect(looks.get("theory")!.symbol).toBeUndefined();
    expect(looks.get("simulation")!.dash).toBeUndefined();
  });

  it("tells series apart by colour and also without it", () => {
    const series = Array.from({ length: 7 }, (_, i): Series => ({ name: `s${i}`, style: "line" }));
    const looks = [...appearances(series).values()];
    expect(new Set(looks.map((look) => look.colour)).size).toBe(7);
    expect(new Set(looks.map((look) => look.symbol)).size).toBe(7);
  });

  it("gives a series the look that it has in another chart, and a theory that goes with it", () => {
    const all = appearances(["a", "b", "c"].map((name) => ({ name, style: "line" })));
    const one = appearances([
      { name: "c", style: "line", look: 2 },
      { name: "theory", style: "dashed", colourOf: "c" },
    ]);
    const { colour, symbol } = all.get("c")!;
    expect(one.get("c")).toMatchObject({ colour, symbol });
    expect(one.get("theory")!.colour).toBe(colour);
  });

  it("leaves the many points of a trace and an area unmarked, and gives points and stems no line", () => {
    const styles = ["trace", "area", "points", "stems"] as const;
    const looks = appearances(styles.map((style) => ({ name: style, style })));
    const parts = styles.map((style) => {
      const { line, symbol, filled, stems } = looks.get(style)!;
      return { line, marked: symbol !== undefined, filled, stems };
    });
    expect(parts).toEqual([
      { line: true, marked: false, filled: false, stems: false },
      { line: true, marked: false, filled: true, stems: false },
      { line: false, marked: true, filled: false, stems: false },
      { line: false, marked: true, filled: false, stems: true },
    ]);
  });

  it("closes a region, and nothing else", () => {
    const looks = appearances([
      { name: "allowed", style: "region" },
      { name: "walk", style: "trace" },
    ]);
    expect([looks.get("allowed")!.closed, looks.get("walk")!.closed]).toEqual([true, false]);
    expect(looks.get("allowed")!.symbol).toBeUndefined();
  });

  it("gives theories that share a key the same dashes, and refuses a key that is none", () => {
    const looks = appearances([
      { name: "a", style: "line" },
      { name: "theory", style: "dashed", colourOf: "a" },
      { name: "theory of b", style: "dashed", keyOf: "theory" },
      { name: "other", style: "dashed" },
    ]);
    expect(looks.get("theory of b")!.dash).toBe(looks.get("theory")!.dash);
    expect(looks.get("other")!.dash).not.toBe(looks.get("theory")!.dash);
    const lost = { name: "b", style: "dashed", keyOf: "a" } as const;
    expect(() => appearances([{ name: "a", style: "line" }, lost])).toThrow('shares the key of "a"');
  });

  it("repeats no pair of colour and marker for many series", () => {
    const series = Array.from({ length: 49 }, (_, i): Series => ({ name: `s${i}`, style: "line" }));
    const looks = [...appearances(series).values()];
    expect(new Set(looks.map((look) => `${look.colour} ${look.symbol}`)).size).toBe(49);
  });

  it.each(["nowhere", "theory"])("refuses a colour taken from %s", (colourOf) => {
    expect(() => appearances([{ name: "theory", style: "dashed", colourOf }])).toThrow(/must be another series/);
  });
});
