// Makes a clone ready to run: checks Node, installs what is missing, builds what has changed.
// It uses Node's own modules only, because it runs before anything is installed.
import { join } from "node:path";
import { build, inRoot, npm, root, step } from "./steps.mjs";

const OLDEST_NODE = [20, 19];

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(
    `setup: Node ${OLDEST_NODE.join(".")} or newer is needed, this is ${process.version}. Install a newer Node and try again.`,
  );
  process.exit(1);
}

checkNode();
try {
  step("installed", inRoot("package-lock.json"), join(root, "node_modules", "typescript"), () => {
    console.error("setup: installing dependencies (npm ci) …");
    npm("ci", "--no-audit", "--no-fund");
  });
  build();
} catch (error) {
  console.error(
    `setup: ${error.message}. See the messages above; after mending the cause, run the same command again.`,
  );
  process.exit(1);
}
