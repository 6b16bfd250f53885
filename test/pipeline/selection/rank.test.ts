import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  agree,
  agreeingStretches,
  behaviourOf,
  likeness,
  unknownShare,
} from '../../../src/pipeline/selection/behaviour.ts';
import { clockingContradictions, type StatedClocking } from '../../../src/pipeline/selection/clocking-evidence.ts';
import { clusterBehaviours } from '../../../src/pipeline/selection/cluster.ts';
import { SCORINGS } from '../../../src/pipeline/selection/scoring.ts';
import {
  rankCandidates,
  type SelectableCandidate,
  type SelectionInput,
} from '../../../src/pipeline/selection/select.ts';

const NOTHING_STATED: StatedClocking = { clock: null, edge: null, reset: null, kind: null, active: null };

/** One value a point, as an observation that lists changes only. */
const seen = (...values: string[]) => ({
  changes: values.flatMap((value, point) => (value === values[point - 1] ? [] : [{ point, value }])),
  points: values.length,
});
const behaviour = (...values: string[]) => behaviourOf(seen(...values), 0);

let next = 0;
const candidate = (values: readonly string[], more: Partial<SelectableCandidate> = {}): SelectableCandidate => ({
  samples: [next++],
  observation: seen(...values),
  replays: [],
  clocking: null,
  ...more,
});
const input = (candidates: readonly SelectableCandidate[], more: Partial<SelectionInput> = {}): SelectionInput => ({
  candidates,
  witness: null,
  stated: NOTHING_STATED,
  firstPoint: 0,
  stretches: [0],
  ...more,
});
const WITH_SPEC = { scoring: 'dual-agreement', use: 'agreement-and-spec' } as const;
const ALONE = { scoring: 'dual-agreement', use: 'agreement' } as const;
const best = (given: SelectionInput, options: Parameters<typeof rankCandidates>[1] = WITH_SPEC) =>
  rankCandidates(given, options).ranked[0];

describe('behaviours', () => {
  it.each([
    ['0', '0', true],
    ['0', '1', false],
    ['x1', '01', true],
    ['x1', 'x0', false],
    ['z', '1', true],
  ])('%s and %s agree: %s', (a, b, expected) => {
    expect(agree(a, b)).toBe(expected);
  });

  it('are compared at every point, however their changes are spaced', () => {
    const values = fc.array(fc.constantFrom('0', '1', 'x'), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const alike = a.filter((value, point) => agree(value, b[point] ?? '')).length;
        expect(likeness(behaviour(...a), behaviour(...b))).toEqual({ alike, points: 8 });
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('leave out the points before the first that counts', () => {
    const later = behaviourOf(seen('1', '1', '0', '0'), 2);
    expect(later).toEqual({ changes: [{ point: 2, value: '0' }], end: 4 });
    expect(likeness(later, behaviourOf(seen('x', '0', '0', '0'), 2))).toEqual({ alike: 2, points: 2 });
  });

  it('agree in the stretches that hold no difference', () => {
    const [a, b] = [behaviour('0', '0', '1', '1', '0', '0'), behaviour('0', '0', '1', '0', '0', '0')];
    expect(agreeingStretches(a, b, [0, 2, 4])).toEqual([true, false, true]);
  });

  it('tell the share of points with an unknown bit', () => {
    expect(unknownShare(behaviour('x0', 'x0', '00', '00'))).toBe(0.5);
  });
});

describe('clusters', () => {
  const voters = (...rows: string[][]) =>
    rows.map((values, index) => ({ index, weight: 1, behaviour: behaviour(...values) }));

  it('join candidates that differ in unknown start values only', () => {
    const clusters = clusterBehaviours(voters(['x', 'x', '1', '0'], ['0', '0', '1', '0'], ['0', '0', '0', '0']));
    expect(clusters.map((cluster) => cluster.samples).sort()).toEqual([1, 2]);
  });

  it('keep out a candidate that is unknown nearly everywhere', () => {
    expect(clusterBehaviours(voters(['0', '1', '1', '0'], ['x', 'x', 'x', 'x']))).toHaveLength(2);
  });

  it('count a repeated text for less than as many different ones', () => {
    const [first] = clusterBehaviours([
      { index: 0, weight: 3, behaviour: behaviour('0', '1') },
      { index: 1, weight: 1, behaviour: behaviour('1', '1') },
      { index: 2, weight: 1, behaviour: behaviour('1', '1') },
    ]);
    expect(first?.members.map((member) => member.index)).toEqual([1, 2]);
  });
});

describe.each(Object.keys(SCORINGS) as (keyof typeof SCORINGS)[])('scoring by %s', (scoring) => {
  it('puts the larger of two unlike groups first, in whatever order they are given', () => {
    const rows = [
      ['0', '0', '1', '1'],
      ['1', '0', '1', '0'],
      ['0', '0', '1', '1'],
      ['0', '0', '1', '1'],
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (order) => {
        const given = input(
          order.map((row) => candidate(rows[row] ?? [])),
          { stretches: [0, 2] },
        );
        const chosen = best(given, { scoring, use: 'agreement' })?.candidates[0] ?? -1;
        expect(order[chosen]).not.toBe(1);
      }),
      { seed: 3, numRuns: 24 },
    );
  });
});

describe('the evidence of the specification', () => {
  const wrong = ['0', '0', '0', '1'];
  const right = ['0', '1', '0', '1'];

  it('lets a witness outvote a majority that is wrong together', () => {
    const given = input([candidate(wrong), candidate(wrong), candidate(wrong), candidate(right)], {
      witness: seen(...right),
    });
    expect(best(given)?.candidates).toEqual([3]);
    expect(best(given)?.support).toHaveLength(1);
    expect(best(given, ALONE)?.candidates[0]).toBe(0);
  });

  it('does not bend to a witness that no candidate agrees with', () => {
    const given = input([candidate(wrong), candidate(wrong), candidate(right)], { witness: seen('1', '1', '1', '1') });
    expect(best(given)?.candidates).toEqual([0, 1]);
  });

  it('prefers what reproduces the trace that the text shows', () => {
    const fails = { replays: [{ compared: 10, mismatched: 4 }] };
    const given = input([
      candidate(wrong, fails),
      candidate(wrong, fails),
      candidate(right, { replays: [{ compared: 10, mismatched: 0 }] }),
    ]);
    expect(best(given)?.candidates).toEqual([2]);
    expect(best(given, ALONE)?.candidates).toEqual([0, 1]);
  });

  it('counts a reset of another kind than the text states against a candidate', () => {
    const stated: StatedClocking = { clock: 'clk', edge: 'posedge', reset: 'rst', kind: 'sync', active: 'high' };
    const clocking = (kind: 'sync' | 'async') => ({
      clocks: [{ port: 'clk', edge: 'pos' as const }],
      resets: [{ port: 'rst', active: 'high' as const, kind }],
      hasLatch: false,
    });
    const given = input(
      [
        candidate(wrong, { clocking: clocking('async') }),
        candidate(wrong, { clocking: clocking('async') }),
        candidate(right, { clocking: clocking('sync') }),
      ],
      { stated },
    );
    expect(best(given)?.candidates).toEqual([2]);
    expect(clockingContradictions(stated, clocking('async'))).toEqual(['rst is async, the spec says sync']);
    expect(clockingContradictions(stated, clocking('sync'))).toEqual([]);
    expect(clockingContradictions(NOTHING_STATED, clocking('async'))).toEqual([]);
  });

  it('takes the member without a latch first', () => {
    const clocking = (hasLatch: boolean) => ({ clocks: [], resets: [], hasLatch });
    const given = input([
      candidate(right, { clocking: clocking(true) }),
      candidate(right, { clocking: clocking(false) }),
    ]);
    expect(best(given)?.candidates).toEqual([1, 0]);
  });
});

describe('the margin', () => {
  it('is 1 for one group, 0 for none and for two alike', () => {
    expect(rankCandidates(input([candidate(['0', '1'])]), WITH_SPEC).margin).toBe(1);
    expect(rankCandidates(input([]), WITH_SPEC)).toMatchObject({ ranked: [], margin: 0, points: 0 });
    expect(rankCandidates(input([candidate(['0', '1']), candidate(['1', '0'])]), ALONE).margin).toBe(0);
  });

  it('leaves out candidates that were not observed', () => {
    const { ranked } = rankCandidates(input([candidate(['0'], { observation: null }), candidate(['0'])]), WITH_SPEC);
    expect(ranked.map((cluster) => cluster.candidates)).toEqual([[1]]);
  });
});
