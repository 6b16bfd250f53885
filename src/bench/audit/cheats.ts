import { tokenizeVerilog } from '../../verilog/tokens.ts';
import type { BenchTask } from '../task.ts';
import { type AuditPort, moduleText } from './ports.ts';

/** A design that no sound bench accepts, unless it happens to be equivalent to the reference. */
export interface Cheat {
  readonly trial: string;
  readonly source: string;
}

interface CheatSubject {
  readonly task: BenchTask;
  readonly ports: readonly AuditPort[];
  /** Lines that the bench prints for its reference. */
  readonly passLines: readonly string[];
}

/**
 * Every known way to be accepted without doing the work, written for one task: doing nothing, constants, ending the
 * simulation, reading or instantiating the reference, writing the bench's statistics, forcing its comparison,
 * driving its inputs, printing its pass lines. A cheat that the bench gives no hold for is left out.
 */
export function cheatsFor(subject: CheatSubject): readonly Cheat[] {
  const { task, ports, passLines } = subject;
  const outputs = ports.filter(({ direction }) => direction === 'output');
  const inputs = ports.filter(({ direction }) => direction === 'input');
  const build = (trial: string, body: string): Cheat => ({
    trial,
    source: moduleText({ name: task.public.module, ports, body }),
  });
  const constant = (bit: string): string =>
    outputs.map(({ name, width }) => `  assign ${name} = {${width}{1'b${bit}}};\n`).join('');
  const printed = passLines.map((line) => `    $display("${escapeString(line)}");\n`).join('');
  const handles = handlesOf(task);
  return [
    build('empty', ''),
    build('stuck-at-0', constant('0')),
    build('stuck-at-1', constant('1')),
    build('early-finish', `${constant('0')}  initial $finish;\n`),
    build('late-finish', `${constant('0')}  initial #1 $finish;\n`),
    ...(printed === ''
      ? []
      : [build('prints-pass-lines', `${constant('0')}  initial begin\n${printed}    $finish;\n  end\n`)]),
    ...handles.references.map((path) =>
      build('reads-reference', outputs.map(({ name }) => `  assign ${name} = ${path}.${name};\n`).join('')),
    ),
    ...(handles.referenceModule === null
      ? []
      : [
          build(
            'instantiates-reference',
            `  ${handles.referenceModule} inner (${ports.map(({ name }) => `.${name}(${name})`).join(', ')});\n`,
          ),
        ]),
    ...(handles.errors === null
      ? []
      : [build('writes-statistics', `${constant('0')}  always @(${handles.errors}) ${handles.errors} = 0;\n`)]),
    ...(handles.match === null
      ? []
      : [build('forces-comparison', `${constant('0')}  initial force ${handles.match} = 1;\n`)]),
    ...(inputs.length === 0
      ? []
      : [
          build(
            'drives-inputs',
            `${constant('0')}${inputs.map(({ name, width }) => `  assign ${name} = {${width}{1'b0}};\n`).join('')}`,
          ),
        ]),
  ];
}

/** The design whose outputs are x: the samples in which it differs are those in which the reference is known. */
export function unknownDesign({ task, ports }: Pick<CheatSubject, 'task' | 'ports'>): string {
  const body = ports
    .filter(({ direction }) => direction === 'output')
    .map(({ name, width }) => `  assign ${name} = {${width}{1'bx}};\n`);
  return moduleText({ name: task.public.module, ports, body: body.join('') });
}

const escapeString = (line: string): string => line.replace(/[\\"]/g, '\\$&').replace(/%/g, '%%');

interface Handles {
  /** Hierarchical names of the instances of the reference. */
  readonly references: readonly string[];
  readonly referenceModule: string | null;
  readonly errors: string | null;
  readonly match: string | null;
}

// What a bench leaves within reach of the design under test.
function handlesOf(task: BenchTask): Handles {
  const bench = task.oracle.testbench;
  const tokens = tokenizeVerilog(bench?.files.map(({ text }) => text).join('\n') ?? '');
  const words = new Set(tokens.map(({ text }) => text));
  const top = bench?.top ?? 'tb';
  const reference = task.oracle.reference?.top ?? null;
  const inBench = reference !== null && reference !== task.public.module && words.has(reference) ? reference : null;
  const instances = tokens.flatMap((token, i) =>
    token.text === inBench && tokens[i + 1]?.kind === 'identifier' ? [`${top}.${tokens[i + 1]?.text}`] : [],
  );
  return {
    references: instances.slice(0, 1),
    referenceModule: inBench,
    errors: words.has('stats1') && words.has('errors') ? `${top}.stats1.errors` : null,
    match: words.has('tb_match') ? `${top}.tb_match` : null,
  };
}
