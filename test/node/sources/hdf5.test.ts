import { truncateSync } from "node:fs";
import { expect, it } from "vitest";
import { fileSource } from "../../../src/node/sources/file-source.js";
import { readHdf5 } from "../../../src/node/sources/hdf5.js";
import { openWeights } from "../../../src/node/sources/open-weights.js";
import { UsageError } from "../../../src/schema/usage-error.js";
import { place, writtenFiles } from "../../sources/files.js";
import { temporaryFolder } from "../../temporary-folder.js";

const folder = temporaryFolder();
const file = writtenFiles.find(({ name }) => name === "packed.h5")!;

it("names the package that is missing", async () => {
  const path = place(folder, file);
  const missing = () => Promise.reject(Object.assign(new Error("not found"), { code: "ERR_MODULE_NOT_FOUND" }));
  const attempt = readHdf5(fileSource(path), path, missing);
  await expect(attempt).rejects.toThrow(UsageError);
  await expect(attempt).rejects.toThrow(
    `${path}: is an HDF5 file, for which the package h5wasm is needed and not installed. Install it beside this one: npm install h5wasm`,
  );
});

it("does not take another failure of the package for its absence", async () => {
  const path = place(folder, file);
  await expect(readHdf5(fileSource(path), path, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
});

it("says what is wrong with a truncated file", async () => {
  const path = place(folder, file, "short.h5");
  truncateSync(path, 2000);
  await expect(openWeights([path])).rejects.toThrow(
    `${path}: this HDF5 file is damaged or cannot be unpacked: truncated file: eof = 2000`,
  );
});

it("opens the file again for another pass", async () => {
  const path = place(folder, file);
  const trajectory = await openWeights([path]);
  if (trajectory.kind !== "rows") throw new Error("these are rows");
  for (let pass = 0; pass < 2; pass++) {
    let rows = 0;
    for await (const { rowCount } of trajectory.rows()) rows += rowCount;
    expect(rows).toBe(file.rows!.length);
  }
});
