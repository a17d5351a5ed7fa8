/** The version of the package, written into every result. A test holds it to package.json. */
export const version = "0.1.0";

/**
 * The version of the JSON documents. It rises only when a key is renamed, removed or changes its meaning;
 * keys may be added without notice, so readers ignore the ones they do not know.
 */
export const schemaVersion = 2;
