import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { renderTable } from "../../../src/report/page/html-table.js";

const table = renderTable({
  title: "Claims",
  columns: [
    { key: "claim", label: "claim", hrefKey: "href" },
    { key: "here", label: "M/M_min" },
    { key: "verdict", label: "verdict" },
  ],
  rows: [
    { claim: "<b>a</b>", href: `#a"`, here: 1234567, verdict: "reproduced" },
    { claim: "b", href: null, here: null, verdict: "differs, at the edge" },
    { claim: "c", verdict: "not checked" },
    { claim: "d", here: Number.POSITIVE_INFINITY, verdict: "something else" },
  ],
  badgeKey: "verdict",
});
const document = new JSDOM(table).window.document;
const column = (n: number) => [...document.querySelectorAll(`td:nth-child(${n})`)].map((cell) => cell.textContent);

describe("renderTable", () => {
  it("escapes text and formats numbers", () => {
    expect(column(1)).toEqual(["<b>a</b>", "b", "c", "d"]);
    expect(column(2)).toEqual(["1\u202f234\u202f567", "–", "–", "∞"]);
    expect(document.querySelector("th:nth-child(2)")!.innerHTML).toBe("M/M<sub>min</sub>");
  });

  it("links the cells that have an address", () => {
    const links = [...document.querySelectorAll("td a")];
    expect(links.map((link) => [link.textContent, link.getAttribute("href")])).toEqual([["<b>a</b>", `#a"`]]);
  });

  it("writes the numbers of a column in one form, and seeds in full", () => {
    const columns = [
      { key: "seed", label: "seed", form: "seed" as const },
      { key: "energy", label: "energy" },
    ];
    const rows = [
      { seed: 20240105, energy: 1876875.3 },
      { seed: 7, energy: 943200.5 },
    ];
    const cells = new JSDOM(renderTable({ title: "Runs", columns, rows })).window.document.querySelectorAll("td");
    expect([...cells].map((cell) => cell.textContent)).toEqual([
      ...["20240105", "1\u202f877\u202f000"],
      ...["7", "943\u202f200"],
    ]);
  });

  it("aligns numbers to the right and words to the left", () => {
    const classes = [...document.querySelectorAll("tbody tr:first-child td")].map((cell) => [...cell.classList]);
    expect(classes.map((names) => names.includes("right"))).toEqual([false, true, false]);
  });

  it("has the verdicts as badges", () => {
    expect(column(3)).toEqual(["✓ reproduced", "≠ differs at the edge", "○ not checked", "something else"]);
    expect(document.querySelectorAll(".badge")).toHaveLength(3);
  });

  it("repeats the heading in every cell, for rows that are stacked", () => {
    const labels = [...document.querySelectorAll("tbody tr:first-child td")].map((cell) =>
      cell.getAttribute("data-label"),
    );
    expect(labels).toEqual(["claim", "M/M_min", "verdict"]);
  });

  it("stands in a box that can be scrolled, also from the keyboard", () => {
    expect(document.querySelector(".scroll[tabindex='0']")!.getAttribute("aria-label")).toBe("Claims");
  });
});
