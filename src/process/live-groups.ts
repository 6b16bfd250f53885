/** Process groups that this process started and that may still run. */
const live = new Set<number>();
let watching = false;

/** Kills a whole process group at once. Returns false where the group was gone already. */
export const killGroup = (groupId: number): boolean => {
  try {
    process.kill(-groupId, 'SIGKILL');
    return true;
  } catch {
    // ESRCH: every member ended by itself between the decision and the signal.
    return false;
  }
};

/** Remembers a group until {@link forgetGroup}, so that it dies with this process on any orderly exit. */
export const rememberGroup = (groupId: number): void => {
  live.add(groupId);
  if (watching) return;
  watching = true;
  process.once('exit', () => {
    for (const group of live) killGroup(group);
  });
};

export const forgetGroup = (groupId: number): void => {
  live.delete(groupId);
};

/** Groups still remembered: zero between runs. */
export const liveGroupCount = (): number => live.size;
