import { describe, expect, it } from 'vitest';
import { type Random, random } from '../generators/random.ts';
import { planText } from './circuit.ts';
import { judgeAll, type WordingRecord } from './wording.ts';

const HEAD = 'Design a module named unit_k with these ports.\n\n';
const PORTS = ' - input clk\n - input rst\n - input go\n - input stop\n - output y\n\n';
const RESET = ' rst is a synchronous active-high reset that clears y.';
const NUMBERS = ['', '', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** A random pulse: the oracle's parameters. */
interface Pulse {
  readonly cycles: number;
  readonly restarts: boolean;
  /** Level of `stop` that a start needs. */
  readonly stop: 0 | 1;
}

function textOf({ cycles, restarts, stop }: Pulse, rng: Random): string {
  const edge = rng.pick(['at a rising edge of clk', 'at the rising edge of clk', 'on a rising edge of clk']);
  const go = rng.pick(['go is 1', 'go is high', 'go = 1']);
  const gate = rng.pick([`stop is ${String(stop)}`, `stop is ${stop === 1 ? 'high' : 'low'}`]);
  const guard = `${rng.pick(['when', 'if', 'whenever'])} ${go} and ${gate}`;
  const count = rng.flip() ? String(cycles) : (NUMBERS[cycles] ?? String(cycles));
  const verb = rng.pick([
    'goes high',
    'becomes 1',
    'is set to 1',
    'goes to 1',
    'becomes 1 and stays 1',
    'is driven high',
  ]);
  const span = rng.pick(['for', 'for exactly', 'for the next', 'for the following']);
  const after = span === 'for' && rng.int(3) === 0 ? ' after that edge' : '';
  const back = rng.pick(['', '', ' and then returns to 0', ', then goes low again', ' and is 0 otherwise']);
  const pulse = `y ${verb} ${span} ${count} clock cycles${after}${after === '' ? back : ''}`;
  const first = rng.pick([
    `${guard} ${edge}, ${pulse}.`,
    `${edge}, ${guard}, ${pulse}.`,
    `${edge}, ${pulse} ${guard}.`,
  ]);
  const during = `${rng.pick(['while', 'when'])} y is ${rng.pick(['1', 'high'])}`;
  const second = restarts
    ? rng.pick([
        `A further go ${during} restarts the time.`,
        `A new trigger ${during} starts the ${count} cycles again.`,
        'The pulse is retriggerable.',
        `A go during the pulse starts the ${count} cycles anew.`,
      ])
    : rng.pick([
        `go is ignored ${during}.`,
        `${during.replace(/^w/, 'W')}, further requests on go are ignored.`,
        `Further triggers ${during} have no effect.`,
        'The pulse is not retriggerable.',
      ]);
  const rest = after === '' ? '' : rng.pick(['', ' Otherwise y is 0.']);
  const reset = rng.pick([RESET, ' rst is a synchronous active-high reset that ends the pulse.']);
  return `${HEAD}${PORTS}${first.replace(/^[a-z]/, (letter) => letter.toUpperCase())}${rest} ${second}${reset}\n`;
}

/** The output after each edge, by counting the cycles left. */
function expected(pulse: Pulse, inputs: readonly { rst: number; go: number; stop: number }[]): readonly number[] {
  let left = 0;
  return inputs.map(({ rst, go, stop }) => {
    const starts = go === 1 && stop === pulse.stop && (pulse.restarts || left === 0);
    left = rst === 1 ? 0 : starts ? pulse.cycles : Math.max(0, left - 1);
    return left > 0 ? 1 : 0;
  });
}

describe('a level that lasts for some cycles', () => {
  it('is what an independent count of the cycles left makes it', { timeout: 120_000 }, () => {
    const rng = random(911);
    let built = 0;
    for (let index = 0; index < 200; index += 1) {
      const pulse: Pulse = { cycles: 2 + rng.int(8), restarts: rng.flip(), stop: rng.flip() ? 1 : 0 };
      const text = textOf(pulse, rng);
      const planned = planText(text);
      if (!planned.ok) continue;
      built += 1;
      const circuit = planned.circuit();
      const inputs = Array.from({ length: 60 }, (_, at) => ({
        rst: at === 0 || rng.int(20) === 0 ? 1 : 0,
        go: rng.int(3) === 0 ? 1 : 0,
        stop: rng.int(2),
      }));
      const seen = inputs.map((step) => {
        for (const [name, value] of Object.entries(step)) circuit.set(name, value);
        circuit.tick();
        return circuit.get('y');
      });
      expect(seen, text).toEqual(expected(pulse, inputs));
    }
    expect(built).toBeGreaterThan(180);
  });

  it('is refused where it is open, denied or said otherwise', () => {
    const pulse = 'When go is 1 and stop is 0 at a rising edge of clk, y goes high for five clock cycles.';
    const ignored = 'go is ignored while y is high.';
    const texts = [
      `${pulse}${RESET}`,
      `When go is 1 and stop is 0, y goes high for five clock cycles. ${ignored}${RESET}`,
      `${pulse} rst is ignored while y is high.${RESET}`,
      `${pulse} go is ignored while y is low.${RESET}`,
      `${pulse} A new trigger while y is high starts the four cycles again.${RESET}`,
      `${pulse.replace('cycles.', 'cycles and then goes high again.')} ${ignored}${RESET}`,
      `${pulse} ${ignored} The pulse is retriggerable.${RESET}`,
      `${pulse} ${ignored} When stop is 1, y goes low.${RESET}`,
      `${pulse} ${ignored} rst is a synchronous active-high reset that sets y to 1.`,
      `${pulse.replace('high for', 'high for at least')} ${ignored}${RESET}`,
      `${pulse.replace('high for', 'high for at most')} ${ignored}${RESET}`,
      `${pulse} go is ignored while y is high, unless stop is 1.${RESET}`,
      `${pulse.replace('five clock cycles', 'one clock cycle')} ${ignored}${RESET}`,
    ];
    const built = texts.filter((text) => planText(`${HEAD}${PORTS}${text}\n`).ok);
    expect(built).toEqual([]);
  });
});

const CHAIN_PORTS = ' - input clk\n - input a\n - input b\n - output x\n - output y\n\n';
const CHAINS: readonly WordingRecord[] = [
  'if a is 1, x becomes 1; otherwise if b is 1, y becomes 1.',
  'if a is 1, x becomes 1, otherwise if b is 1, y becomes 1.',
].map((text, index) => ({
  id: `chain/${String(index)}`,
  kind: 'paraphrase',
  change: '',
  spec: `${HEAD}${CHAIN_PORTS}On each rising edge of clk, ${text} There is no reset.\n`,
  golden:
    'module unit_k(input clk, a, b, output reg x, y); initial begin x = 0; y = 0; end always @(posedge clk) if (a) x <= 1; else if (b) y <= 1; endmodule',
}));

describe('an else of a sentence on another signal', () => {
  it('does not act where the first condition holds', { timeout: 60_000 }, async () => {
    const judged = await judgeAll(CHAINS);
    expect(judged.map((one) => [one.record.id, one.result])).toEqual(CHAINS.map((one) => [one.id, 'right']));
  });
});
