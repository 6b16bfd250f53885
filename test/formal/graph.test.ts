import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createGraph, FALSE, not, TRUE } from '../../src/formal/graph.ts';
import { createLaneSimulator } from '../../src/formal/simulate/lanes.ts';

const graphWithInputs = (count: number): { graph: ReturnType<typeof createGraph>; inputs: number[] } => {
  const graph = createGraph();
  return { graph, inputs: Array.from({ length: count }, () => graph.input()) };
};

it('equal operands and constants fold', () => {
  const { graph, inputs } = graphWithInputs(2);
  const [a = 0, b = 0] = inputs;
  expect(graph.and(a, not(a))).toBe(FALSE);
  expect(graph.and(a, TRUE)).toBe(a);
  expect(graph.or(a, not(a))).toBe(TRUE);
  expect(graph.xor(a, a)).toBe(FALSE);
  expect(graph.and(a, b)).toBe(graph.and(b, a));
});

it('two levels fold: contradiction, absorption, substitution', () => {
  const { graph, inputs } = graphWithInputs(3);
  const [a = 0, b = 0, c = 0] = inputs;
  const ab = graph.and(a, b);
  expect(graph.and(ab, not(a))).toBe(FALSE);
  expect(graph.and(ab, a)).toBe(ab);
  expect(graph.and(not(ab), not(a))).toBe(not(a));
  expect(graph.and(not(ab), a)).toBe(graph.and(a, not(b)));
  expect(graph.and(ab, graph.and(not(a), c))).toBe(FALSE);
});

it('the graph computes what its operations say, for every operand', () => {
  const operation = fc.record({
    kind: fc.constantFrom('and', 'or', 'xor', 'mux'),
    at: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
    invert: fc.nat(7),
  });
  fc.assert(
    fc.property(fc.array(operation, { minLength: 1, maxLength: 40 }), (operations) => {
      const { graph, inputs } = graphWithInputs(5);
      const literals = [...inputs];
      const patterns = [0xaaaaaaaa | 0, 0xcccccccc | 0, 0xf0f0f0f0 | 0, 0xff00ff00 | 0, 0xffff0000 | 0];
      const values = [...patterns];
      for (const { kind, at, invert } of operations) {
        const pick = at.map((position) => position % literals.length);
        const lits = pick.map((position, i) => literals[position]! ^ ((invert >> i) & 1));
        const [x, y, z] = pick.map((position, i) => values[position]! ^ -((invert >> i) & 1)) as [
          number,
          number,
          number,
        ];
        const [a, b, c] = lits as [number, number, number];
        if (kind === 'mux') {
          literals.push(graph.mux(a, b, c));
          values.push((~x & y) | (x & z));
        } else {
          literals.push(graph[kind as 'and' | 'or' | 'xor'](a, b));
          values.push(kind === 'and' ? x & y : kind === 'or' ? x | y : x ^ y);
        }
      }
      const simulator = createLaneSimulator(
        { graph, inputs: inputs.map((literal) => ({ literal })), latches: [] },
        literals,
      );
      simulator.evaluate(Int32Array.from(patterns));
      expect(literals.map(simulator.read)).toEqual(values);
    }),
    { seed: 3, numRuns: 200 },
  );
});

it('a graph that outgrows its limit says so instead of answering', () => {
  const graph = createGraph(4);
  const [a, b, c] = [graph.input(), graph.input(), graph.input()];
  expect(graph.overflowed()).toBe(false);
  graph.and(graph.and(a, b), c);
  expect(graph.overflowed()).toBe(true);
});

it('hashing survives growth', () => {
  const { graph, inputs } = graphWithInputs(60);
  const first = inputs.flatMap((a) => inputs.map((b) => graph.and(a, b)));
  const size = graph.size();
  expect(inputs.flatMap((a) => inputs.map((b) => graph.and(a, b)))).toEqual(first);
  expect(graph.size()).toBe(size);
});
