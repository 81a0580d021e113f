/**
 * Ends a process that leads a group, and with it what it has started, whether
 * they are there or not. Windows has no groups: there the process alone ends.
 */
export function killGroup(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    // None of them is there any more, or is ours to end.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
