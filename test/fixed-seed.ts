import fc from "fast-check";

// Properties are tried on the same cases every time, so that a failure is of the change that it comes with.
// FC_SEED=n tries others.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 50804) });
