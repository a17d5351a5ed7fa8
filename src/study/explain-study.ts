import { learnerNames } from "../learners/learners.js";
import { didYouMean } from "../schema/did-you-mean.js";
import { shown } from "../schema/shown.js";
import type { z } from "../schema/zod.js";
import { givenByTheStudy, learnerOf, parameterKeys, takesPatterns } from "./learners.js";
import { axisBranch, axisForms } from "./study-schema.js";
import type { YamlSource } from "./yaml-source.js";

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

/** Keys that a person writes; the others are those of study.json. */
const studyKeys = ["name", "learner", "parameters", "grid", "seeds"];
const dataKeys = ["patternsFile", "targetsFile", "keepFirstColumn"];

/** A sentence for every issue, each beginning with file, line and key. */
export function explain(issues: readonly Issue[], source: YamlSource, above: Path = []): string[] {
  const sentences = issues.flatMap((issue): string[] => {
    const path = [...above, ...issue.path];
    const value = valueAt(source.value, path);
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => `${source.where([...path, key])}: ${unknownKey(path, key, source.value)}`);
    }
    if (issue.code === "invalid_union" && path.length === 2 && path[0] === "grid") {
      const branch = axisBranch(value);
      const inner = branch === null ? undefined : issue.errors[branch];
      return inner === undefined ? [`${source.where(path)}: ${noAxis(value)}`] : explain(inner, source, path);
    }
    return [`${source.where(path)}: ${sentence(path, value, issue, source.value)}`];
  });
  return [...new Set(sentences)];
}

const got = (value: unknown): string => (value === undefined ? "none" : value === null ? "nothing" : shown(value));

const noAxis = (value: unknown): string =>
  `must be ${axisForms}, got ${got(value)}. A value that does not vary belongs to parameters.`;

/** Issues whose words are not those of a schema of ours. */
function sentence(path: Path, value: unknown, { code, message }: Issue, study: unknown): string {
  const [room] = path;
  if (path.length === 0) return `a study is a mapping with ${studyKeys.join(", ")}, got ${got(value)}.`;
  if (room === "learner") {
    const hint =
      typeof value === "string" ? didYouMean(value, learnerNames) : value === undefined ? misspelt(study) : "";
    return `must be one of ${learnerNames.join(", ")}, got ${got(value)}.${hint}`;
  }
  if (path.length === 1 && room === "parameters") {
    return `must be a mapping of parameters to values, such as { decayTime: 100 }, got ${got(value)}. Leave it out for the defaults.`;
  }
  if (path.length === 1 && room === "grid") {
    return `must be a mapping of parameters to the values they take, such as { threshold: [1, 2.5] }, got ${got(value)}. Leave it out where nothing varies.`;
  }
  if (room === "schemaVersion" && code !== "too_big") {
    return `must be an integer, which is the version of the format, got ${got(value)}. Leave it out.`;
  }
  if (room === "version") return `must be text, got ${got(value)}. Leave it out.`;
  if (room === "dataSha256" || room === "formerPaths") {
    return `must hold hashes as the program wrote them, got ${got(value)}. Put back what was there, or leave it out.`;
  }
  // The schemas say what must be; all other words are those of the library.
  return message.startsWith("must ")
    ? message
    : `is not allowed here, got ${got(value)}. syncache sweep --schema says what is.`;
}

/** The key that was meant as the learner: without one, no key of a study is looked at any further. */
function misspelt(study: unknown): string {
  const key = Object.keys(study ?? {}).find((one) => !studyKeys.includes(one) && didYouMean(one, ["learner"]) !== "");
  return key === undefined ? "" : ` Did you mean "learner" by ${shown(key)}?`;
}

function unknownKey([room, ...within]: Path, key: string, study: unknown): string {
  if (givenByTheStudy.includes(key)) return "is given by `seeds` of the study: seeds: 1..20, say.";
  if (room === "grid" && within.length > 0) return `is no key of an axis, which must be ${axisForms}.`;
  if (room === "grid" && dataKeys.includes(key)) return "belongs to parameters: own data cannot vary.";
  const learner = learnerNames.find((name) => name === valueAt(study, ["learner"]));
  const parameters = learner === undefined ? [] : parameterKeys(learnerOf(learner));
  if (room === undefined) {
    const misplaced = parameters.includes(key) ? " It is a parameter: put it under parameters or grid." : "";
    return `is no key of a study, which are ${studyKeys.join(", ")}.${misplaced || didYouMean(key, studyKeys)}`;
  }
  if (room !== "parameters" && room !== "grid") return "is no key that the program writes there. Leave it out.";
  const own = learner !== undefined && takesPatterns(learnerOf(learner)) && room === "parameters" ? dataKeys : [];
  return `is not a parameter of this learner, which are ${[...parameters, ...own].join(", ")}.${didYouMean(key, [...parameters, ...own])}`;
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key], value);
