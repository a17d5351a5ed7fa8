// Tests of the built program run what the sources say now: it is built anew where they have changed.
import { build } from "../../scripts/steps.mjs";

export const setup = () => build();
