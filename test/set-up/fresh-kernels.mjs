// Tests of sources import the compiled kernels: they are compiled anew where their own sources have changed.
import { compileKernels } from "../../scripts/steps.mjs";

export const setup = () => compileKernels();
