import type { OutputChange } from '../../checks/agreement.ts';

/** What a candidate does at the points that count: its outputs wherever they change. */
export interface Behaviour {
  /** First entry at the first point that counts; points ascend. */
  readonly changes: readonly OutputChange[];
  /** One after the last point. */
  readonly end: number;
}

/** Cuts off the points before `firstPoint`, where resets were not yet applied. */
export function behaviourOf(
  observation: { readonly changes: readonly OutputChange[]; readonly points: number },
  firstPoint: number,
): Behaviour {
  const later = observation.changes.filter((change) => change.point > firstPoint);
  const at = observation.changes.findLast((change) => change.point <= firstPoint)?.value ?? '';
  return { changes: [{ point: firstPoint, value: at }, ...later], end: observation.points };
}

/** Two behaviours side by side, over the same points. */
export interface Likeness {
  /** Points at which no bit that both know differs. */
  readonly alike: number;
  readonly points: number;
}

/** Two values agree where no bit is 0 in one and 1 in the other. */
export function agree(a: string, b: string): boolean {
  if (a === b) return true;
  for (let i = 0; i < a.length; i += 1) {
    const [left, right] = [a[i], b[i]];
    if (left !== right && (left === '0' || left === '1') && (right === '0' || right === '1')) return false;
  }
  return true;
}

/** Walks two behaviours; `spans` are the numbers of points in each stretch on which they agree. */
export function likeness(a: Behaviour, b: Behaviour): Likeness {
  let alike = 0;
  forEachSpan(a, b, ({ from, to, left, right }) => {
    if (agree(left, right)) alike += to - from;
  });
  const first = a.changes[0]?.point ?? 0;
  return { alike, points: Math.max(0, Math.min(a.end, b.end) - first) };
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly left: string;
  readonly right: string;
}

function forEachSpan(a: Behaviour, b: Behaviour, visit: (span: Span) => void): void {
  const end = Math.min(a.end, b.end);
  let [i, j] = [0, 0];
  let from = a.changes[0]?.point ?? 0;
  while (from < end) {
    const nextLeft = a.changes[i + 1]?.point ?? end;
    const nextRight = b.changes[j + 1]?.point ?? end;
    const to = Math.min(nextLeft, nextRight, end);
    visit({ from, to, left: a.changes[i]?.value ?? '', right: b.changes[j]?.value ?? '' });
    if (nextLeft === to) i += 1;
    if (nextRight === to) j += 1;
    from = to;
  }
}

/** The stretches, by index, on which two behaviours agree at every point. `starts` ascend. */
export function agreeingStretches(a: Behaviour, b: Behaviour, starts: readonly number[]): readonly boolean[] {
  const good = starts.map(() => true);
  let stretch = 0;
  forEachSpan(a, b, ({ from, to, left, right }) => {
    while (stretch + 1 < starts.length && (starts[stretch + 1] ?? 0) <= from) stretch += 1;
    if (agree(left, right)) return;
    for (let at = stretch; at < starts.length && (starts[at] ?? 0) < to; at += 1) good[at] = false;
  });
  return good;
}

/** Share of points at which some output bit is x or z, 0 to 1. */
export function unknownShare(behaviour: Behaviour): number {
  let unknown = 0;
  const first = behaviour.changes[0]?.point ?? 0;
  behaviour.changes.forEach(({ point, value }, index) => {
    const until = behaviour.changes[index + 1]?.point ?? behaviour.end;
    if (/[xz]/.test(value)) unknown += until - point;
  });
  return unknown / Math.max(1, behaviour.end - first);
}
