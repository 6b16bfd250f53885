import { expect, test } from 'vitest';
import type { Spec } from '../../src/contracts/spec.ts';
import type { FormalPart } from '../../src/contracts/spec-parts.ts';
import { readSpec } from '../../src/spec/index.ts';
import type { Instance } from '../generators/boolean.ts';
import { karnaughMap, plaCover, termList, truthTable } from '../generators/boolean.ts';
import type { MachineOracle } from '../generators/machine.ts';
import { diagramFile, edgeList, stateTable } from '../generators/machine.ts';
import { binary } from '../generators/random.ts';
import type { TraceOracle } from '../generators/trace.ts';
import { waveDrom, waveformTable } from '../generators/trace.ts';

const INSTANCES = 200;

type PartOf<Kind extends FormalPart['kind']> = Extract<FormalPart, { kind: Kind }>;

function read(text: string): Spec {
  const reading = readSpec({ path: 'random.txt', text });
  if (!reading.ok)
    throw new Error(
      `${reading.error.map((one) => `${one.range?.line} ${one.code} ${one.message}`).join('; ')}\n${text}`,
    );
  return reading.value.spec;
}

/** The only formal part of the body; nothing of the representation may be left over as prose. */
function onlyPart<Kind extends FormalPart['kind']>(instance: Instance<unknown>, kind: Kind): PartOf<Kind> {
  const spec = read(instance.spec);
  const parts = spec.body.filter((block) => !['sentence', 'item', 'heading'].includes(block.kind));
  expect(
    parts.map((part) => part.kind),
    `${instance.layout}\n${instance.spec}`,
  ).toEqual([kind]);
  for (const block of spec.body)
    if (block.kind === 'sentence')
      expect(block.text, instance.spec).toMatch(/^(?:Design|Implement|The output|This trace|Reset)\b/);
  return parts[0] as PartOf<Kind>;
}

const symbol = (cell: string): string => (/^[-xXdD~]$/.test(cell) ? '-' : cell);
const codesOf = (cube: string): readonly string[] =>
  [...cube].reduce(
    (codes, bit) => codes.flatMap((code) => (bit === '-' ? [`${code}0`, `${code}1`] : [code + bit])),
    [''],
  );

function property<Oracle>(
  name: string,
  generate: (seed: number) => Instance<Oracle>,
  check: (instance: Instance<Oracle>) => void,
): void {
  test(`${INSTANCES} random ${name} are read with the content they were printed from`, () => {
    const layouts = new Set<string>();
    for (let seed = 1; seed <= INSTANCES; seed += 1) {
      const instance = generate(seed);
      layouts.add(instance.layout);
      check(instance);
    }
    expect(layouts.size).toBeGreaterThan(1);
  });
}

property('truth tables', truthTable, (instance) => {
  const part = onlyPart(instance, 'truth-table');
  const { inputs, outputs, values } = instance.oracle;
  expect(part.columns).toEqual([...inputs, ...outputs]);
  const seen = outputs.map(() => Array.from({ length: 2 ** inputs.length }, () => '?'));
  for (const row of part.rows) {
    const code = Number.parseInt(row.cells.slice(0, inputs.length).join(''), 2);
    for (const [at, column] of seen.entries()) column[code] = symbol(row.cells[inputs.length + at] ?? '?');
  }
  expect(seen.map((column) => column.join(''))).toEqual(values);
});

property('Karnaugh maps', karnaughMap, (instance) => {
  const part = onlyPart(instance, 'karnaugh');
  const { inputs, values } = instance.oracle;
  expect([...part.rowVars, ...part.columnVars], instance.spec).toEqual(inputs);
  const seen = Array.from({ length: 2 ** inputs.length }, () => '?');
  for (const row of part.rows)
    for (const [at, code] of part.columnCodes.entries())
      seen[Number.parseInt(row.code + code, 2)] = symbol(row.cells[at] ?? '?');
  expect(seen.join('')).toBe(values[0]);
});

property('term lists', termList, (instance) => {
  const part = onlyPart(instance, 'term-list');
  const { inputs, values } = instance.oracle;
  expect([part.target, part.vars]).toEqual(['f', inputs]);
  const [listed, other] = part.form === 'minterms' ? ['1', '0'] : ['0', '1'];
  const seen = Array.from({ length: 2 ** inputs.length }, (_, code) =>
    part.dontcares.includes(code) ? '-' : part.terms.includes(code) ? listed : other,
  );
  expect(seen.join(''), instance.spec).toBe(values[0]);
});

property('espresso covers', plaCover, (instance) => {
  const part = onlyPart(instance, 'truth-table');
  const { inputs, outputs, values } = instance.oracle;
  expect(part.unspecified).toBe('zero');
  const seen = outputs.map((_, at) =>
    Array.from({ length: 2 ** inputs.length }, (_unused, value) => {
      const code = binary(value, inputs.length);
      const rows = part.rows.filter((row) => codesOf(row.cells.slice(0, inputs.length).join('')).includes(code));
      const said = rows.map((row) => row.cells[inputs.length + at]);
      return said.includes('1') ? '1' : said.includes('-') ? '-' : '0';
    }).join(''),
  );
  expect(seen, instance.spec).toEqual(values);
});

const bitsIn = (text: string | null): string => (text ?? '').replace(/\w+\s*=\s*/g, '').replace(/[^01]/g, '');

function checkEdges(instance: Instance<MachineOracle>): void {
  const machine = instance.oracle;
  const part = onlyPart(instance, 'state-diagram');
  if (part.notation !== 'ascii') expect(part.initial).toBe(machine.initial);
  const seen = part.edges.map((edge) => {
    const out = part.notation === 'kiss2' || machine.style === 'mealy' ? edge.out : edge.fromOut;
    return `${edge.from} ${bitsIn(edge.guard)} ${edge.to} ${bitsIn(out)}`;
  });
  const want = machine.states.flatMap((from, state) =>
    machine.next[state]!.map(
      (to, input) => `${from} ${binary(input, machine.inputs.length)} ${to} ${machine.out[state]![input]}`,
    ),
  );
  expect(seen, instance.spec).toEqual(want);
}

property('edge lists', edgeList, checkEdges);
property('diagram files', diagramFile, checkEdges);

property('state tables', stateTable, (instance) => {
  const machine = instance.oracle;
  const part = onlyPart(instance, 'state-table');
  expect(part.inputs).toEqual(machine.inputs);
  expect(part.guards.map((guard) => bitsIn(guard))).toEqual(
    machine.next[0]!.map((_, input) => binary(input, machine.inputs.length)),
  );
  expect(part.rows.map((row) => row.state)).toEqual(machine.states);
  expect(part.rows.map((row) => row.next)).toEqual(machine.next);
  const want = machine.states.map((_, state) =>
    machine.outputs.flatMap((_name, bit) =>
      machine.style === 'moore'
        ? [machine.out[state]![0]!.charAt(bit)]
        : machine.out[state]!.map((bits) => bits.charAt(bit)),
    ),
  );
  expect(
    part.rows.map((row) => row.out),
    instance.spec,
  ).toEqual(want);
});

function checkTrace(instance: Instance<TraceOracle>): void {
  const part = onlyPart(instance, 'waveform');
  expect(part.columns).toEqual(['time', ...instance.oracle.signals]);
  expect(
    part.rows.map((row) => row.cells.slice(1)),
    instance.spec,
  ).toEqual(instance.oracle.rows);
}

property('waveform tables', waveformTable, checkTrace);
property('WaveDrom diagrams', waveDrom, checkTrace);
