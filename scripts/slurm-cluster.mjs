// A Slurm cluster of one node on this machine: real daemons with a configuration, a key, ports and a state of their own
// in a temporary folder. Whatever is configured below /etc is neither read nor changed.
//
//   node scripts/slurm-cluster.mjs COMMAND [ARGUMENT …]    starts it, runs a command in it, ends it
//   node scripts/slurm-cluster.mjs                         starts it, prints the environment of its users as one line of
//                                                          JSON, and ends it when stdin does or on a signal
//
// It needs root, because slurmd starts jobs as their users. Missing packages are installed where that is possible. It uses
// Node's own modules only.
import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { availableParallelism, hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Daemons are in sbin, which the path of a user who is not root leaves out. */
const PATH = `${process.env.PATH}:/usr/sbin:/sbin`;
const PROGRAMS = ["munged", "slurmctld", "slurmd", "sbatch", "squeue", "scancel", "scontrol", "sinfo"];
const PACKAGES = ["slurmctld", "slurmd", "slurm-client", "munge"];

/** How long the daemons may take on a busy machine; a free one needs two seconds. */
const PATIENCE_MS = 60_000;

/** Why there can be no cluster on this machine: nothing is broken, something is missing. */
class Unavailable extends Error {}

const missingPrograms = () =>
  PROGRAMS.filter((program) =>
    PATH.split(":").every((folder) => {
      try {
        accessSync(join(folder, program), constants.X_OK);
        return false;
      } catch {
        return true;
      }
    }),
  );

/**
 * Services that the packages bring are no hindrance: those of Slurm start only where /etc/slurm/slurm.conf is, and munge's
 * has a socket of its own.
 */
async function install() {
  const missing = missingPrograms();
  if (missing.length === 0) return;
  const advice = `Install them (Debian, Ubuntu: apt-get install ${PACKAGES.join(" ")}).`;
  if (process.getuid?.() !== 0) throw new Unavailable(`${missing.join(", ")} not found. ${advice}`);
  console.error(`slurm-cluster: installing ${PACKAGES.join(", ")} …`);
  const how = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, maxBuffer: 1 << 26 };
  const options = ["-qq", "-o", "DPkg::Lock::Timeout=120"];
  const packages = [...options, "install", "--yes", "--no-install-recommends", ...PACKAGES];
  try {
    try {
      await run("apt-get", packages, how);
    } catch {
      // The lists of packages may be old, or not there yet.
      await run("apt-get", [...options, "update"], how);
      await run("apt-get", packages, how);
    }
  } catch (error) {
    throw new Unavailable(`apt-get could not install them: ${error.message.trim()}. ${advice}`, { cause: error });
  }
  const still = missingPrograms();
  if (still.length > 0) throw new Unavailable(`${still.join(", ")} not found after installing. ${advice}`);
}

/** Ports that nobody listens on, all of them held until the last one is known, so that they differ. */
async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** The name the daemons look for; Slurm goes by the part before the first dot. */
const nodeName = () => hostname().split(".")[0];

/**
 * No accounting, no control groups: what a container lacks. A job has a processor; as memory is not counted, one job for
 * each processor runs at a time. `KillWait` and the intervals are short, as nobody else waits for the processors.
 */
function configuration(folder, [controller, node]) {
  return `ClusterName=syncache-test
SlurmctldHost=${nodeName()}(127.0.0.1)
SlurmctldPort=${controller}
SlurmdPort=${node}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${folder}/munge.socket
CryptoType=crypto/munge
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/builtin
SchedulerParameters=batch_sched_delay=0,sched_min_interval=100000
SlurmdParameters=config_overrides
ReturnToService=2
MaxArraySize=101
MaxJobCount=1000
KillWait=1
MinJobAge=2
InactiveLimit=0
NodeName=${nodeName()} NodeAddr=127.0.0.1 CPUs=${availableParallelism()} State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=1:00:00 State=UP
PartitionName=closed Nodes=ALL MaxTime=1:00:00 State=DOWN
`;
}

/** The daemons that were started, the last one first. */
const daemons = [];

/** Starts a daemon that stays in the foreground, so that its number is known and it ends when it is told to. */
function startDaemon(folder, program, args, env) {
  const child = spawn(program, args, { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"], detached: true });
  const daemon = { program, child, said: "", failed: null };
  child.stderr.setEncoding("utf8").on("data", (text) => {
    daemon.said = (daemon.said + text).slice(-4000);
  });
  child.on("error", (error) => {
    daemon.failed = error.message;
  });
  child.on("exit", (code, signal) => {
    daemon.failed = `it ended with ${signal ?? `status ${code}`}`;
  });
  daemons.unshift(daemon);
  return daemon;
}

function logOf(folder, program) {
  try {
    return readFileSync(join(folder, `${program}.log`), "utf8").slice(-4000);
  } catch {
    return "";
  }
}

/** Waits until a condition holds, as long as every daemon lives. */
async function until(condition, what, folder) {
  const end = Date.now() + PATIENCE_MS;
  let last = "";
  while (Date.now() < end) {
    const dead = daemons.find(({ failed }) => failed !== null);
    if (dead) {
      const log = logOf(folder, dead.program) || dead.said;
      throw new Error(`${dead.program} did not start: ${dead.failed}.\n${log}`);
    }
    try {
      if (await condition()) return;
    } catch (error) {
      last = error.stderr || error.message;
    }
    await sleep(50);
  }
  const logs = daemons.map(({ program }) => `${program}: ${logOf(folder, program)}`).join("\n");
  throw new Error(`${what} after ${PATIENCE_MS / 1000} s. ${last}\n${logs}`);
}

async function start(folder) {
  for (const name of ["state", "spool"]) mkdirSync(join(folder, name), { mode: 0o755 });
  writeFileSync(join(folder, "munge.key"), randomBytes(128), { mode: 0o400 });
  writeFileSync(join(folder, "slurm.conf"), configuration(folder, await freePorts(2)));
  // slurmd asks for this file even where no control group is used.
  writeFileSync(join(folder, "cgroup.conf"), "CgroupAutomount=no\n");
  const env = { ...process.env, PATH, SLURM_CONF: join(folder, "slurm.conf") };
  for (const key of Object.keys(env)) {
    // What a job of another cluster has in its environment would be taken for options of sbatch.
    if (/^(SLURM|SBATCH|SQUEUE|SCANCEL|SALLOC|SRUN)_/.test(key) && key !== "SLURM_CONF") delete env[key];
  }

  const socket = join(folder, "munge.socket");
  const file = (ending) => join(folder, `munged.${ending}`);
  const munge = ["--foreground", "--force", "--socket", socket, "--key-file", join(folder, "munge.key")];
  startDaemon(
    folder,
    "munged",
    [...munge, "--pid-file", file("pid"), "--log-file", file("log"), "--seed-file", file("seed")],
    env,
  );
  await until(() => run("munge", ["--no-input", "--socket", socket], { env }), "munged does not answer", folder);
  startDaemon(folder, "slurmctld", ["-D", "-f", env.SLURM_CONF], env);
  startDaemon(folder, "slurmd", ["-D", "-f", env.SLURM_CONF], env);
  const idle = async () =>
    (await run("sinfo", ["-h", "-N", "-p", "main", "-o", "%T"], { env })).stdout.trim() === "idle";
  await until(idle, "the node is not ready", folder);
  return { SLURM_CONF: env.SLURM_CONF, PATH };
}

/** Ends the jobs, then the daemons, each by its number, the last one first. */
async function stop(environment) {
  if (environment !== null) {
    const env = { ...process.env, ...environment };
    const active = async () => (await run("squeue", ["-h"], { env })).stdout.trim() !== "";
    try {
      await run("scancel", ["--signal=KILL", "--state=RUNNING"], { env });
      await run("scancel", ["--state=PENDING"], { env });
      for (let i = 0; i < 100 && (await active()); i++) await sleep(100);
    } catch {
      // A cluster that does not answer any more has no jobs to be ended through it.
    }
  }
  for (const { child, failed } of daemons) {
    if (failed !== null || child.pid === undefined) continue;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await Promise.race([ended, sleep(5000)]);
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await ended;
    }
  }
}

/** Runs a command in the cluster, or waits until nobody needs it any more; returns the exit status. */
async function use(environment, [command, ...args], asked) {
  if (command !== undefined) {
    const child = spawn(command, args, { env: { ...process.env, ...environment }, stdio: "inherit" });
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code) => resolve(code ?? 1));
    });
  }
  console.log(JSON.stringify(environment));
  process.stdin.resume();
  await Promise.race([asked, new Promise((resolve) => process.stdin.on("end", resolve))]);
  return 0;
}

const asked = new Promise((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, resolve);
});
// Of the user alone, on a short path: the name of a socket has at most 107 letters.
let folder = null;
let environment = null;
try {
  if (process.platform !== "linux") throw new Unavailable("Slurm's daemons run on Linux only.");
  await install();
  if (process.getuid() !== 0) throw new Unavailable("slurmd has to be started by root.");
  folder = mkdtempSync(join(tmpdir(), "slurm-"));
  environment = await start(folder);
  process.exitCode = await use(environment, process.argv.slice(2), asked);
} catch (error) {
  console.error(`slurm-cluster: ${error.message}`);
  process.exitCode = error instanceof Unavailable ? 69 : 1;
} finally {
  await stop(environment);
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
  process.stdin.destroy();
}
