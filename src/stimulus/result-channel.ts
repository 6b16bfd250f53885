/** Marks the lines of one run. Letters, digits; fresh in each run, so that no design can know it. */
export type Nonce = string;

/** One compared point: values as binary digits with x and z, most significant first. */
export interface PointLine {
  /** Index of the step in the plan. */
  readonly step: number;
  /** 0 after the data of the step, n after its n-th toggle. */
  readonly sub: number;
  readonly inputs: string;
  readonly golden: string;
  readonly candidate: string;
}

/** What a comparing run reported. */
export interface ComparisonResult {
  /** Whether the bench reached its end; without it nothing may be believed. */
  readonly complete: boolean;
  readonly compared: number;
  readonly mismatched: number;
  /** Compared points at which at least one golden output bit was 0 or 1. */
  readonly known: number;
  /** Points with a difference, or all points of a traced run, in order. */
  readonly points: readonly PointLine[];
  /** Bits of the golden that were seen at 0 and at 1, after three quarters of the run and at its end. */
  readonly toggles: readonly Toggles[];
}

export interface Toggles {
  readonly zeros: string;
  readonly ones: string;
  /** Different pairs of state and control inputs met; 0 where they are not counted. */
  readonly situations: number;
}

/** Reads what a bench of ours printed. Lines without the nonce are the design's own and are passed over. */
export function readComparison(output: string, nonce: Nonce): ComparisonResult {
  let end: readonly number[] | null = null;
  const points: PointLine[] = [];
  const toggles: Toggles[] = [];
  for (const line of output.split('\n')) {
    const [mark, kind, ...rest] = line.trimEnd().split(' ');
    if (mark !== nonce) continue;
    if (kind === 'end' && end === null) end = rest.map(Number);
    else if (kind === 'seen') toggles.push(togglesOf(rest));
    else if (kind === 'point') points.push(pointOf(rest));
  }
  const [compared = 0, mismatched = 0, known = 0] = end ?? [];
  return { complete: end !== null, compared, mismatched, known, points, toggles };
}

const togglesOf = ([zeros, ones, situations]: readonly string[]): Toggles => ({
  zeros: zeros ?? '',
  ones: ones ?? '',
  situations: Number(situations ?? 0),
});

const pointOf = ([step, sub, inputs, golden, candidate]: readonly string[]): PointLine => ({
  step: Number(step),
  sub: Number(sub),
  inputs: inputs ?? '',
  golden: golden ?? '',
  candidate: candidate ?? '',
});

/** Bits that were seen both at 0 and at 1. */
export const toggledBits = (seen: { readonly zeros: string; readonly ones: string }): number =>
  [...seen.zeros].filter((zero, index) => zero === '1' && seen.ones[index] === '1').length;
