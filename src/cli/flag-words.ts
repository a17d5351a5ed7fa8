/** What to do after a mistake on the command line. */
export const HINT = "Type `syncache --help`, or `syncache COMMAND --help`, to see what there is.";

/** `maintenanceCost` → `--maintenance-cost`: identifiers and flags are the same words. */
export const flagOf = (key: string): string => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The library speaks of its options; on the command line they are flags. */
export const inFlags = (message: string): string => message.replace(/the (engine) "(\w+)"/g, "--$1 $2");

/** Puts flags in the place of parameters in braces: "raise {maxEpochs}" → "raise --max-epochs". */
export const inFlagWords = (text: string): string => text.replace(/\{(\w+)\}/g, (_, key: string) => flagOf(key));
