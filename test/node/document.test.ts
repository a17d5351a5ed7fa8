import { describe, expect, it } from "vitest";
import { createDocument } from "../../src/node/document.js";

describe("createDocument", () => {
  it("hands out one document, which has a window", () => {
    expect(createDocument()).toBe(createDocument());
    expect(createDocument().defaultView).not.toBeNull();
  });
});
