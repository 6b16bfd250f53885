import { describe, expect, it } from 'vitest';
import { planByRule } from '../../src/engines/rule/index.ts';
import { readSpec } from '../../src/spec/index.ts';

/** The expressions and registers a text is planned as; null where the engine abstains. */
function planned(text: string): string | null {
  const reading = readSpec({ path: 'case.md', text });
  if (!reading.ok) return null;
  const plan = planByRule(reading.value.spec);
  if (!plan.ok) return null;
  const [module] = plan.value.modules;
  return (module?.body ?? [])
    .map((node) => {
      if (node.kind === 'assign') return `${node.lhs} = ${node.rhs}`;
      if (node.kind === 'reg') return `${node.name} <= ${JSON.stringify(node.next)}`;
      return node.kind;
    })
    .join('; ');
}

const WIRES = ' - input s\n - input t\n - input u (4 bits)\n - input v (4 bits)\n - output w (4 bits)\n - output f\n\n';
const STORE = ' - input clk\n - input s\n - input t\n - input u (4 bits)\n - output w (4 bits)\n\n';

const combinational = (body: string): string | null => planned(`Design a module named unit_k.\n\n${WIRES}${body}`);
const clocked = (body: string): string | null => planned(`Design a module named unit_k.\n\n${STORE}${body}`);

describe('conditional values', () => {
  const F = ' f is s.';
  it.each([
    ['w is u when t is 1 and v otherwise.', '(t ? u : v)'],
    ['w is u if t is high, otherwise v.', '(t ? u : v)'],
    ['If t is high w is u; otherwise w is v.', '(t ? u : v)'],
    ['w is u when t is 0, and v when t is 1.', '(~t ? u : v)'],
    ['With t low, w is v. With t high, w is u.', '(~t ? v : u)'],
    ['w is u when t is 1, and v for any other value of t.', '(t ? u : v)'],
  ])('%s', (sentence, expected) => {
    expect(combinational(sentence + F)).toContain(`w = ${expected}`);
  });

  it.each([
    ['overlapping cases without a priority', 'w is u when t is 1 and v when s is 1.'],
    ['overlapping cases with a rest', 'w is u when t is 1, v when s is 1, and 0 otherwise.'],
    ['a rest of another signal', 'w is u when t is 1, and v for any other value of u.'],
    ['no value elsewhere', 'w is u when t is 1.'],
    ['an exception behind the rest', 'w is u when t is 1 and v otherwise, except when s is 1.'],
    ['a value that does not fit', 'w is 16 when t is 1 and v otherwise.'],
    ['a negated case', 'w is u when t is 1 and not v otherwise, unless s is 1.'],
    ['a necessary condition alone', 'w is v. f is 1 only if s is 1 and t is 1.'],
  ])('%s is refused', (_title, body) => {
    expect(combinational(body.includes('f is') ? body : body + F)).toBeNull();
  });
});

describe('lists of conditions and of values', () => {
  it.each([
    ['If s is 1, t is 0 and u is not 3, w is v; otherwise w is u. f is t.', "(s & (~t & (u != 4'd3)))"],
    ['w is u ^ v ^ {3{s}, t}. f is 1 when u is 2, 5 or 9.', "u == 4'd9"],
    ['w is u & v. f is 1 when u is 2, 5 or 9, and 0 otherwise. s and t are not used.', "u == 4'd9"],
  ])('%s', (body, expected) => {
    expect(combinational(body)).toContain(expected);
  });

  it.each([
    ['a list without a last joint', 'w is u & v. f is 1 when u is 2, 5, 9. s and t are not used.'],
    ['and mixed with or', 'w is v. f is 1 if s is 1, t is 0 or u is 3 and v is 2, and 0 otherwise.'],
    ['a value outside the signal', 'w is u & v. f is 1 when u is 2, 5 or 19, and 0 otherwise. s and t are not used.'],
    ['an unused input that is used', 'w is u & v. f is s. s and t are not used.'],
  ])('%s is refused', (_title, body) => {
    expect(combinational(body)).toBeNull();
  });
});

describe('subjects, titles and remarks', () => {
  const body = 'On the rising edge of clk, w is set to u if s is 1, otherwise w keeps its value. t is not used.';
  it.each([
    ['the module as subject', `unit_k is a 4-bit register. ${body}`],
    ['a purpose in plain words', `unit_k monitors a kettle. ${body}`],
    ['a purpose with a width', `unit_k guards a 4-bit recipe. ${body}`],
    ['an edge with a colon', 'On the rising edge of clk: if s is 1, w is set to u. t is not used.'],
  ])('%s is read', (_title, text) => {
    expect(clocked(text)).toContain('w <= ');
  });

  it.each([
    ['another width in the title', `unit_k is a 5-bit register. ${body}`],
    ['another edge in the title', `unit_k is a register triggered by the falling edge of clk. ${body}`],
    ['a combinational title', `unit_k is a combinational module. ${body}`],
    ['a purpose with another width', `unit_k guards a 7-bit recipe. ${body}`],
    ['a purpose that names a behaviour', `unit_k monitors a delayed kettle. ${body}`],
    ['a purpose with a negation', `unit_k never guards a kettle. ${body}`],
    ['a purpose with an exception', `unit_k guards a kettle except on Sundays. ${body}`],
    ['no clock beside a clock', `There is no clock. ${body}`],
    ['another edge beside it', `The clock edge is negative. ${body}`],
    ['another module as subject', `unit_z is a 4-bit register. ${body}`],
  ])('%s is refused', (_title, text) => {
    expect(clocked(text)).toBeNull();
  });
});

describe('lists below a lead line', () => {
  const list = (lead: string): string | null =>
    clocked(
      `${lead}\n\n1. if s is high, w is set to 0;\n2. if t is high, w is set to u;\n3. otherwise w does not change.\n`,
    );
  it('an order of priority makes each entry an else of those before', () => {
    expect(list('On each rising edge of clk, in order of priority:')).toContain('"when":"s"');
  });
  it.each([
    ['no order', 'On each rising edge of clk:'],
    ['the opposite order', 'On each rising edge of clk, in ascending order of priority:'],
    ['an order that starts at the bottom', 'On each rising edge of clk, in order of priority, lowest first:'],
    ['a condition in the lead', 'On every second rising edge of clk, in order of priority:'],
  ])('%s is refused', (_title, lead) => {
    expect(list(lead)).toBeNull();
  });
});

describe('what a shift brings in', () => {
  const shift = (sentence: string): string | null =>
    clocked(`On the rising edge of clk, ${sentence} t is not used. u is not used.`);
  it.each([
    ['w shifts left by one bit and s enters at bit 0.', '{w[2:0], s}'],
    ['w shifts right by one bit and s is shifted into the top bit.', '{s, w[3:1]}'],
    ['w is shifted right by one, with zero fill. f is s.', null],
    ['w shifts left by one bit and s enters at the most significant bit.', null],
    ['w shifts right by one bit and s is shifted into bit 0.', null],
    ['w shifts left by two bits and s enters at bit 0.', null],
  ])('%s', (sentence, expected) => {
    const made = shift(sentence);
    if (expected === null) expect(made).toBeNull();
    else expect(made).toContain(expected);
  });
});
