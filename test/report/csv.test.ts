import { csvParse } from "d3-dsv";
import { describe, expect, it } from "vitest";
import { formatCsv } from "../../src/report/csv.js";

describe("formatCsv", () => {
  it("takes all keys as columns, in the order first seen", () => {
    expect(formatCsv([{ b: 1 }, { a: 2, b: 3 }])).toBe("b,a\n1,\n3,2\n");
  });

  it("leaves null empty and spells out Infinity", () => {
    expect(formatCsv([{ ratio: null, decayTime: Number.POSITIVE_INFINITY, converged: true }])).toBe(
      "ratio,decayTime,converged\n,Infinity,true\n",
    );
  });

  it("writes only the columns asked for, and the header even without rows", () => {
    expect(formatCsv([{ a: 1, b: 2 }], ["b"])).toBe("b\n2\n");
    expect(formatCsv([], ["seed", "energy"])).toBe("seed,energy\n");
  });

  it("quotes what would break a row, so that it reads back unchanged", () => {
    const note = 'a "quoted", two-line\nnote';
    expect(csvParse(formatCsv([{ note, energy: 0.1 }]))[0]).toEqual({ note, energy: "0.1" });
  });
});
