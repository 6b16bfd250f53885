/**
 * Works through a list with several lanes at once, each with a number of its own. Stops at the first error, after
 * every lane has ended what it was doing, and throws that error; an aborted signal ends the lanes without one.
 */
export async function inLanes<T>(
  items: readonly T[],
  {
    lanes,
    signal,
    work,
  }: { readonly lanes: number; readonly signal: AbortSignal; readonly work: (item: T, lane: number) => Promise<void> },
): Promise<void> {
  let next = 0;
  let failure: { readonly error: unknown } | null = null;
  const lane = async (number: number): Promise<void> => {
    while (next < items.length && failure === null && !signal.aborted) {
      const item = items[next];
      next += 1;
      if (item === undefined) continue;
      try {
        await work(item, number);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, lanes) }, (_, number) => lane(number)));
  const first = failure as { readonly error: unknown } | null;
  if (first !== null && !signal.aborted) throw first.error;
}
