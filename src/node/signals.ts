/**
 * Signals that ask a command to end, with the exit status that says so: 128 and the number of the signal. A scheduler
 * can be told to send USR1 or USR2 before it sends TERM (Slurm's --signal), and so they are taken for it.
 */
export const stopSignals = { SIGINT: 130, SIGTERM: 143, SIGUSR1: 143, SIGUSR2: 143 } as const;

export type StopSignal = keyof typeof stopSignals;

/** Calls `onSignal` for every such signal, until the function that is returned is called. */
export function onStopSignal(
  onSignal: (status: number, signal: StopSignal) => void,
  signals = Object.keys(stopSignals) as StopSignal[],
): () => void {
  const listeners = signals.map((signal) => {
    const listener = (): void => onSignal(stopSignals[signal], signal);
    process.on(signal, listener);
    return [signal, listener] as const;
  });
  return () => {
    for (const [signal, listener] of listeners) process.removeListener(signal, listener);
  };
}

/** Whether a signal only announces the end: USR1 or USR2, which another one may follow. */
export const isAnnouncement = (signal: StopSignal): boolean => signal === "SIGUSR1" || signal === "SIGUSR2";

/** Ends this process by SIGTERM when the end is announced, until the function that is returned is called. */
export function takeAnnouncementsForTerm(): () => void {
  return onStopSignal(() => process.kill(process.pid, "SIGTERM"), ["SIGUSR1", "SIGUSR2"]);
}
