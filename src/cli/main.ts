#!/usr/bin/env node
// What is started. It is written so that a Node of ten years ago can read it, to be told what is wrong: no import or export, and
// no syntax later than ES2018, import() aside. The build sees to the first, a test to the second.
{
  const { node } = process.versions;
  const [major = 0, minor = 0] = node.split(".").map(Number);
  const oldEnough = (major === 20 && minor >= 19) || (major === 22 && minor >= 2) || major > 22;
  if (oldEnough) {
    // Schedulers announce the end of a job with these. Node would open a port to its debugger at the first one; a listener
    // that comes and goes leaves both as they are to any program: they end it at once, however busy it is. Commands that
    // have something to finish listen themselves.
    for (const signal of ["SIGUSR1", "SIGUSR2"]) {
      const listener = () => undefined;
      process.on(signal, listener);
      process.removeListener(signal, listener);
    }
    void import("./program.js");
  } else {
    const isBetween = major === 21 || major === 22;
    console.error(
      `syncache: needs Node 20.19 or newer, this is ${node}.${isBetween ? " Of the lines 21 and 22, 22.2 is the first that will do." : ""} ` +
        "Install a newer Node (https://nodejs.org) and try again.",
    );
    process.exitCode = 2;
  }
}
