import { spawnSync } from "node:child_process";

/** Debian's Python, for which it has simulators as packages. */
export const PYTHON = "/usr/bin/python3";

const run = (command: string, args: string[]) =>
  spawnSync(command, args, { encoding: "utf8", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });

const has = (module: string): boolean => run(PYTHON, ["-c", `import ${module}`]).status === 0;

/**
 * Whether a module of Python is there, after an attempt to install its package where that is possible. In CI it must be; elsewhere a
 * warning says what is skipped.
 *
 * @throws Error in CI
 */
export function hasSimulator(module: string, debianPackage: string): boolean {
  if (has(module)) return true;
  const packages = [
    "-qq",
    "-o",
    "DPkg::Lock::Timeout=120",
    "install",
    "--yes",
    "--no-install-recommends",
    debianPackage,
  ];
  if (process.getuid?.() === 0) {
    // The lists of packages may be old, or not there yet.
    if (run("apt-get", packages).status !== 0) run("apt-get", ["-qq", "update"]);
    if (has(module) || (run("apt-get", packages).status === 0 && has(module))) return true;
  }
  const advice = `Debian, Ubuntu: apt-get install ${debianPackage}`;
  if (process.env.CI === "true") throw new Error(`${PYTHON} has no module ${module}. ${advice}`);
  console.warn(`\n  !!! THE RECORDER FOR ${module} IS NOT TESTED: it is not installed. ${advice} !!!\n`);
  return false;
}
