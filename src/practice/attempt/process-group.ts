/**
 * Ends the process that leads a group, and all others in the group. Those that
 * have ended already do not matter. Windows has no groups: there, only the
 * process itself ends.
 */
export function killGroup(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    // They have all ended, or belong to another user by now.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
