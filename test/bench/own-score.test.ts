import { describe, expect, it } from 'vitest';
import type { GoldenFacts, SimulationFacts } from '../../src/bench/score/facts.ts';
import { disagreementOf, type OwnEvidence, ownScore } from '../../src/bench/score/own.ts';

const facts: SimulationFacts = {
  compiled: true,
  end: 'exited',
  compileEnd: 'exited',
  stoppedEarly: false,
  counts: { compared: 40, mismatched: 0 },
  official: { pass: true, syntax: true, letter: '.', mismatches: 0 },
  lines: ['Mismatches: 0 in 40 samples'],
  diagnostics: [],
};
const golden: GoldenFacts = { ...facts, wallMs: 5, broken: null, simulator: 'icarus', printsTimeout: false };
const clean = { status: 'pass', summary: 'Clean.' } as const;
const check = (change: Partial<OwnEvidence>): string => {
  const own = ownScore({ facts, golden, screen: clean, formal: null, ...change });
  return `${own.outcome} ${own.reason}`;
};

describe('our verdict', () => {
  it('is a pass for a clean design with as many samples as the reference', () =>
    expect(check({})).toBe('pass simulated'));
  it('is stronger with a proof', () =>
    expect(check({ formal: { status: 'pass', summary: 'Proved.' } })).toBe('pass proved'));
  it('is a fail where a replayed counterexample stands against a bench that passes', () =>
    expect(check({ formal: { status: 'fail', summary: 'Different.' } })).toBe('fail refuted'));
  it.each(['unknown', 'timeout', 'error', 'skipped'] as const)(
    'is not moved by equivalence that ends in %s',
    (status) => expect(check({ formal: { status, summary: '' } })).toBe('pass simulated'),
  );
  it('is unknown without a screen', () => expect(check({ screen: null })).toBe('unknown not-screened'));
  it('is a fail for a design that the screen refuses', () =>
    expect(check({ screen: { status: 'fail', summary: '' } })).toBe('fail screened'));
  it('is an error where the screen could not run', () =>
    expect(check({ screen: { status: 'error', summary: '' } })).toBe('error screened'));
  it('needs every sample of the reference', () =>
    expect(check({ facts: { ...facts, counts: { compared: 39, mismatched: 0 } } })).toBe('fail too-few-samples'));
  it('needs a sample at all', () => expect(check({ facts: { ...facts, counts: null } })).toBe('fail no-samples'));
  it('is a fail at one mismatch', () =>
    expect(check({ facts: { ...facts, counts: { compared: 40, mismatched: 1 } } })).toBe('fail mismatch'));
  it('is a timeout for a hang, with whatever it printed before', () =>
    expect(check({ facts: { ...facts, end: 'timed-out' } })).toBe('timeout hang'));
  it('is a timeout for a flood of output', () =>
    expect(check({ facts: { ...facts, end: 'output-limit' } })).toBe('timeout output-flood'));
  it('is a timeout for a compile that hangs', () =>
    expect(check({ facts: { ...facts, compiled: false, end: null, compileEnd: 'timed-out' } })).toBe(
      'timeout compile-hang',
    ));
  it('is a fail for what does not compile', () =>
    expect(check({ facts: { ...facts, compiled: false, end: null, counts: null } })).toBe('fail elaboration'));
  it('is unscorable where the reference fails its own bench, even for a design that passes', () =>
    expect(check({ golden: { ...golden, broken: 'The reference fails.' } })).toBe('unscorable unscorable-task'));
  it('is unknown where the simulator crashed before any count', () =>
    expect(check({ facts: { ...facts, end: 'signalled', counts: null } })).toBe('unknown no-samples'));

  const counted = { counts: null, lines: ['case 1', 'Passed'] };
  const marker = { facts: { ...facts, ...counted }, golden: { ...golden, ...counted } };
  it('rests on the lines of the reference where a bench counts nothing', () =>
    expect(check(marker)).toBe('pass simulated'));
  it('is a fail where the pass line stands among other lines than the reference shows', () =>
    expect(check({ ...marker, facts: { ...marker.facts, lines: ['failure', 'case 1', 'Passed'] } })).toBe(
      'fail other-lines',
    ));
  it('is a fail where the lines are missing', () =>
    expect(
      check({ ...marker, facts: { ...marker.facts, lines: [], official: { ...facts.official, pass: false } } }),
    ).toBe('fail mismatch'));
  it('cannot be a pass in a bench that prints nothing', () =>
    expect(
      check({ facts: { ...facts, counts: null, lines: [] }, golden: { ...golden, counts: null, lines: [] } }),
    ).not.toContain('pass'));
});

describe('a disagreement', () => {
  const own = ownScore({ facts, golden, screen: clean, formal: null });
  it('is named by what the official script does', () => {
    expect(disagreementOf(own, { pass: true, letter: '.' })).toBeNull();
    expect(disagreementOf(own, { pass: false, letter: 'T' })).toBe('official-rejects:timeout-line');
    expect(disagreementOf(own, { pass: false, letter: 'n' })).toBe('official-rejects:n');
    expect(disagreementOf({ ...own, outcome: 'fail', reason: 'screened' }, { pass: true, letter: '.' })).toBe(
      'official-accepts:screened',
    );
  });
});
