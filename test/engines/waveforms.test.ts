import { expect, test } from 'vitest';
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
