import { expect, test } from 'vitest';
import { GUESS_RULE } from '../../src/contracts/plan.ts';
import { random } from '../generators/random.ts';
import { planText, specOf } from './circuit.ts';

/** A random circuit with one bit of visible storage, and a trace of it. */
function traced(seed: number): {
  readonly spec: string;
  readonly next: readonly number[];
  readonly out: readonly number[];
} {
  const rng = random(seed);
  const next = Array.from({ length: 8 }, () => rng.int(2));
  const out = Array.from({ length: 8 }, () => rng.int(2));
  const rows: string[] = [];
  let state = 'x';
  let [a, b] = [rng.int(2), rng.int(2)];
  const code = (): number => a * 4 + b * 2 + Number(state);
  for (let step = 0; step < 30 + rng.int(60); step += 1) {
    if (step > 0) {
      // Inputs change in the row of the edge; the register has sampled the row before.
      state = step === 1 ? String(rng.int(2)) : String(next[code()]);
      [a, b] = [rng.int(2), rng.int(2)];
    }
    const q = state === 'x' ? 'x' : String(out[code()]);
    rows.push(`  ${String(step * 10)}ns ${step === 0 ? '0' : '1'} ${String(a)} ${String(b)} ${state} ${q}`);
    rows.push(`  ${String(step * 10 + 5)}ns 0 ${String(a)} ${String(b)} ${state} ${q}`);
  }
  const prose = `This is a sequential circuit. Read the simulation waveforms to determine what the circuit does, then implement it.\n\n  time clk a b s q\n${rows.join('\n')}\n\nAssume all sequential logic is triggered on the positive edge of the clock.`;
  return { spec: specOf(['input clk', 'input a', 'input b', 'output s', 'output q'], prose), next, out };
}

test('a trace of a random machine is claimed only where the circuit is that machine', () => {
  let claimed = 0;
  for (let seed = 0; seed < 200; seed += 1) {
    const { spec, next, out } = traced(seed);
    const planned = planText(spec);
    if (!planned.ok) continue;
    claimed += 1;
    const circuit = planned.circuit();
    const rng = random(seed + 1);
    let state = circuit.get('s');
    for (let step = 0; step < 40; step += 1) {
      const [a, b] = [rng.int(2), rng.int(2)];
      circuit.set('a', a);
      circuit.set('b', b);
      expect(circuit.get('q'), `seed ${String(seed)}\n${spec}`).toBe(out[a * 4 + b * 2 + state]);
      circuit.tick();
      state = next[a * 4 + b * 2 + state] ?? 0;
      expect(circuit.get('s'), `seed ${String(seed)}\n${spec}`).toBe(state);
    }
  }
  expect(claimed).toBeGreaterThan(5);
});

test('a trace with an input combination that never occurs is refused and says which', () => {
  const rows = ['0ns 0 0 0', '5ns 0 1 0', '10ns 1 0 1'].map((row) => `  ${row}`).join('\n');
  const planned = planText(
    specOf(
      ['input a', 'input b', 'output y'],
      `This is a combinational circuit. Read the simulation waveforms to determine what the circuit does, then implement it.\n\n  time a b y\n${rows}`,
    ),
  );
  expect(planned.ok ? '' : planned.refusal.detail).toContain('a=1, b=1');
});

const EVERY_STEP_BUT_ONE = ['0ns 0 0 0', '5ns 0 1 0', '10ns 1 0 1'];

const combinational = (rows: readonly string[]): string =>
  specOf(
    ['input a', 'input b', 'output y'],
    `This is a combinational circuit. Read the simulation waveforms to determine what the circuit does, then implement it.\n\n  time a b y\n${rows.map((row) => `  ${row}`).join('\n')}`,
  );

test('a refused trace names the open points, how many more there are, and two rivals', () => {
  const planned = planText(combinational(['0ns 0 0 0', '5ns 0 0 0', '10ns 0 0 0']));
  const detail = planned.ok ? '' : planned.refusal.detail;
  expect(detail).toContain('y for a=0, b=1; y for a=1, b=0; y for a=1, b=1');
  expect(detail).toContain('one circuit with y 0 there and one with 1');
});

test('a guess is the smallest function and a recorded assumption that says what is open', () => {
  const planned = planText(combinational(EVERY_STEP_BUT_ONE), { guess: true });
  if (!planned.ok) throw new Error(planned.refusal.detail);
  const guess = planned.plan.assumptions?.find(({ rule }) => rule === GUESS_RULE);
  expect(guess?.text).toContain('a guess: the trace never shows y for a=1, b=1');
  const circuit = planned.circuit();
  circuit.set('a', 1);
  circuit.set('b', 1);
  expect(circuit.get('y')).toBe(1);
});

test('a trace that shows everything is no guess, asked for or not', () => {
  const planned = planText(combinational([...EVERY_STEP_BUT_ONE, '15ns 1 1 0']), { guess: true });
  expect(planned.ok ? planned.plan.assumptions?.map(({ rule }) => rule) : null).not.toContain(GUESS_RULE);
});

/** A random machine of visible state, with a trace of some length; `shown` has the codes that the trace settles. */
function machine(seed: number) {
  const rng = random(seed);
  const bits = 1 + rng.int(2);
  const size = 2 ** bits;
  const next = Array.from({ length: 2 * size }, () => rng.int(size));
  const out = Array.from({ length: 2 * size }, () => rng.int(2));
  const shown = { next: new Set<number>(), out: new Set<number>() };
  const rows: string[] = [];
  let [a, state] = [rng.int(2), rng.int(size)];
  for (let step = 0; step < 3 + rng.int(40); step += 1) {
    const code = a * size + state;
    shown.out.add(code);
    const row = `${String(a)} ${state.toString(16)} ${String(out[code])}`;
    rows.push(`  ${String(step * 10)}ns ${step === 0 ? '0' : '1'} ${row}`, `  ${String(step * 10 + 5)}ns 0 ${row}`);
    shown.next.add(code);
    state = next[code] ?? 0;
    a = rng.int(2);
  }
  // The last step's next state is beyond the trace.
  const text = specOf(
    ['input clk', 'input a', `output s (${String(bits)} bits)`, 'output q'],
    `This is a sequential circuit. Read the simulation waveforms to determine what the circuit does, then implement it.\n\n  time clk a s q\n${rows.join('\n')}\n\nAssume all sequential logic is triggered on the positive edge of the clock.`,
  );
  return { text, size, next, out, isAllShown: shown.out.size === 2 * size };
}

test('partial traces of 240 random machines are never called unique, and each guess gives its trace', () => {
  const seen = { unique: 0, guessed: 0 };
  for (let seed = 1000; seed < 1240; seed += 1) {
    const { text, size, next, out, isAllShown } = machine(seed);
    const strict = planText(text);
    const guessed = planText(text, { guess: true });
    if (strict.ok) {
      expect(isAllShown, text).toBe(true);
      const circuit = strict.circuit();
      const rng = random(seed);
      let state = circuit.get('s');
      for (let step = 0; step < 40; step += 1) {
        const a = rng.int(2);
        circuit.set('a', a);
        expect(circuit.get('q'), text).toBe(out[a * size + state]);
        circuit.tick();
        state = next[a * size + state] ?? 0;
        expect(circuit.get('s'), text).toBe(state);
      }
      seen.unique += 1;
    } else if (guessed.ok) {
      expect(guessed.plan.assumptions?.some(({ rule }) => rule === GUESS_RULE)).toBe(true);
      seen.guessed += 1;
    }
  }
  expect(seen.unique).toBeGreaterThan(20);
  expect(seen.guessed).toBeGreaterThan(20);
});
