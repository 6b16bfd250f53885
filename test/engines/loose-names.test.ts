import { describe, expect, it } from 'vitest';
import { planText, specOf } from './circuit.ts';

const PORTS = ['input clk', 'input en', 'input d (4 bits)', 'input u', 'output q (4 bits)', 'output z'];

/** What the engine says of a body about the ports above: empty where it accepts. */
function answered(body: string): string {
  const planned = planText(specOf(PORTS, body));
  return planned.ok ? '' : planned.refusal.detail;
}

describe('a port that a sentence names is in what the sentence is read as', () => {
  const Z = ' z is u.';
  it.each([
    `Build a 4-bit register q clocked on the rising edge of clk that loads d while en is 1.${Z}`,
    `On each rising edge of clk with en equal to 1, q takes d. If en is 1, q takes d; with any other value of en q keeps its value.${Z}`,
  ])('accepted or refused for another reason: %s', (body) => {
    expect(answered(body)).not.toMatch(/accounts for the name/);
  });

  it.each([
    `q is a 4-bit register triggered on the rising edge of u. On each rising edge of clk, q takes d.${Z}`,
    'On each rising edge of clk, q takes the value that d had at the previous rising edge of u. z is en.',
    'On each rising edge of clk, q takes d. z is 1 if en was 1 at the last three rising edges of u.',
  ])('refused: %s', (body) => {
    expect(answered(body)).toBe('nothing in the design accounts for the name u here');
  });
});
