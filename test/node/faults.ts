import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../temporary-folder.js";

/**
 * Makes system calls fail, on files whose path has a certain part. Every fault is a variable of the environment, and is
 * in force while the file named by FAULT_WHILE is there, or always where that is not set.
 */
const source = String.raw`
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int chosen(const char *fault, const char *path) {
  const char *part = getenv(fault), *while_there = getenv("FAULT_WHILE");
  if (!part || !strstr(path, part)) return 0;
  return !while_there || access(while_there, F_OK) == 0;
}
static int chosen_fd(const char *fault, int fd) {
  char name[64], path[4096];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  ssize_t size = readlink(name, path, sizeof path - 1);
  if (size < 0) return 0;
  path[size] = 0;
  return chosen(fault, path);
}
int fsync(int fd) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "fsync");
  if (chosen_fd("FAIL_FSYNC", fd)) { errno = EIO; return -1; }
  return real(fd);
}
/* Node closes by the number of the call. */
long syscall(long number, ...) {
  static long (*real)(long, ...);
  long a[6];
  va_list list;
  va_start(list, number);
  for (int i = 0; i < 6; i++) a[i] = va_arg(list, long);
  va_end(list);
  if (!real) real = dlsym(RTLD_NEXT, "syscall");
  int fails = number == SYS_close && chosen_fd("FAIL_CLOSE", a[0]);
  long status = real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
  if (fails) { errno = EIO; return -1; }
  return status;
}
int link(const char *from, const char *to) {
  static int (*real)(const char *, const char *);
  if (!real) real = dlsym(RTLD_NEXT, "link");
  if (chosen("FAIL_LINK", to)) { errno = EPERM; return -1; }
  return real(from, to);
}
int rename(const char *from, const char *to) {
  static int (*real)(const char *, const char *);
  if (!real) real = dlsym(RTLD_NEXT, "rename");
  if (chosen("FAIL_RENAME", to)) { errno = EACCES; return -1; }
  return real(from, to);
}
#define OPEN(NAME) \
  int NAME(const char *path, int flags, ...) { \
    static int (*real)(const char *, int, ...); \
    va_list list; va_start(list, flags); int mode = va_arg(list, int); va_end(list); \
    if (!real) real = dlsym(RTLD_NEXT, #NAME); \
    if (chosen("FAIL_OPEN", path)) { errno = getenv("FAIL_OPEN_STALE") ? ESTALE : EACCES; return -1; } \
    return real(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)
#define UTIME(NAME) \
  int NAME(int dir, const char *path, const void *times, int flags) { \
    static int (*real)(int, const char *, const void *, int); \
    if (!real) real = dlsym(RTLD_NEXT, #NAME); \
    if (path && chosen("FAIL_OPEN", path)) { errno = ESTALE; return -1; } \
    return real(dir, path, times, flags); \
  }
UTIME(utimensat)
`;

const whyNot = ({ error, stderr }: SpawnSyncReturns<string>): string => error?.message ?? stderr;

/** Where the machine cannot do it, says what is skipped; never in CI. */
function requirement(what: string, tried: SpawnSyncReturns<string>): boolean {
  const can = tried.status === 0;
  if (!can) console.error(`SKIPPED: ${what}: ${whyNot(tried)}`);
  it(`${what}, at least in CI`, () => expect(can || process.env.CI !== "true").toBe(true));
  return can;
}

/** The library that makes calls fail, compiled for this machine; null where there is no compiler. */
export function faultLibrary(): string | null {
  const folder = temporaryFolder();
  const [file, library] = [join(folder, "faults.c"), join(folder, "faults.so")];
  writeFileSync(file, source);
  const compiled = spawnSync("gcc", ["-shared", "-fPIC", "-w", "-O1", "-o", library, file, "-ldl"], {
    encoding: "utf8",
  });
  return requirement("can make system calls fail (a C compiler and LD_PRELOAD)", compiled) ? library : null;
}

/** Whether processes can be run under numbers of their own, as containers have them. */
export const canUnshare = (): boolean =>
  requirement(
    "can make a namespace of process numbers (root on Linux)",
    spawnSync("unshare", ["--pid", "--fork", "--mount-proc", "true"], { encoding: "utf8" }),
  );
