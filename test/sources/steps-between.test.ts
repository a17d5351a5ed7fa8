import { expect, it } from "vitest";
import { stepsBetween } from "../../src/sources/steps-between.js";

it.each([
  [
    ["ckpt-100.pt", "ckpt-200.pt", "ckpt-300.pt"],
    [100, 100],
  ],
  [
    ["run3/ckpt-9.pt", "run3/ckpt-10.pt", "run3/ckpt-1000.pt"],
    [1, 990],
  ],
  [
    ["checkpoint-500/model.safetensors", "checkpoint-1000/model.safetensors"],
    [500, 500],
  ],
  // As PyTorch Lightning names them: both numbers rise, and one is said to be of steps.
  [
    ["epoch=0-step=300.ckpt", "epoch=1-step=600.ckpt"],
    [300, 300],
  ],
  [
    ["step_1.npy", "step_2.npy"],
    [1, 1],
  ],
  [
    ["iter000010.h5", "iter000030.h5"],
    [20, 20],
  ],
])("tells steps of %j", (names, [least, most]) => expect(stepsBetween(names)).toEqual({ least, most }));

it.each([
  ["numbers that may count the files", ["w0.pt", "w1.pt", "w2.pt"]],
  ["epochs", ["model-epoch10.pt", "model-epoch20.pt"]],
  ["epochs in short", ["e2.pt", "e4.pt"]],
  ["two numbers that rise", ["2024-01.pt", "2025-02.pt"]],
  ["other words", ["first-100.pt", "last-200.pt"]],
  ["no number", ["before.pt", "after.pt"]],
  ["a number that not all have", ["ckpt.pt", "ckpt-100.pt"]],
  ["numbers out of order", ["ckpt-200.pt", "ckpt-100.pt"]],
  ["one name", ["ckpt-100.pt"]],
  ["numbers beyond 2^53", ["ckpt-99999999999999999999.pt", "ckpt-199999999999999999999.pt"]],
])("does not take for steps: %s", (_, names) => expect(stepsBetween(names)).toBeNull());
