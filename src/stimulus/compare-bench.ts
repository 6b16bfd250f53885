import type { DesignFacts, FactPort } from './facts.ts';
import { startOf } from './layout.ts';
import type { StimulusPlan } from './plan.ts';
import type { Nonce } from './result-channel.ts';
import type { StimulusStep } from './step.ts';

export interface CompareBenchOptions {
  readonly facts: DesignFacts;
  readonly plan: StimulusPlan;
  readonly nonce: Nonce;
  /** Names of the two top modules as they stand in the sources. */
  readonly golden: string;
  readonly candidate: string;
  /** The run ends after this many points with a difference. */
  readonly maxMismatches: number;
  /** Nets of the golden whose values are recorded for coverage, as hierarchical names. */
  readonly covered: readonly string[];
  /** Whether pairs of state and control values are counted, where there are few enough of them. */
  readonly situations: 'counted' | 'not-counted';
}

/** File that {@link compareBench} reads its steps from, relative to the folder it runs in. */
export const STIMULUS_FILE = 'stimulus.txt';

/** Time between a change and the comparison, in the bench's time unit; longer than the `#1` some designs write. */
const SETTLE = 100;

/** The steps in the form that the bench reads: repeat, toggle position plus one, data; all hexadecimal. */
export const stimulusText = (steps: readonly StimulusStep[]): string =>
  steps
    .map(
      ({ data, toggle, repeat }) =>
        `${repeat.toString(16)} ${(toggle === null ? 0 : toggle + 1).toString(16)} ${data.toString(16)}\n`,
    )
    .join('');

/**
 * Verilog-2005 text of a bench that drives both designs with the steps of {@link STIMULUS_FILE} and compares all
 * outputs at every settled point. A golden x matches anything; a candidate x does not match 0 or 1. Every name in it
 * and every line it prints begins with the nonce. `+waves` writes a dump, `+trace` prints every point, `+mark=N` prints
 * the coverage so far after step N.
 */
export function compareBench(options: CompareBenchOptions): string {
  const { nonce: n, plan } = options;
  const width = Math.max(1, plan.layout.width);
  return `\`timescale 1ns / 1ps
module ${n}_bench;
  reg [${width - 1}:0] ${n}_in = ${startOf(plan.layout)};
  reg [${width - 1}:0] ${n}_data, ${n}_next;
  reg [31:0] ${n}_repeat, ${n}_toggle;
  reg ${n}_bad, ${n}_trace;
  integer ${n}_file, ${n}_mark, ${n}_read, ${n}_step, ${n}_sub, ${n}_compared, ${n}_mismatched, ${n}_known, ${n}_i;
${portNets(options)}
${instance(options, 'golden')}
${instance(options, 'candidate')}
${coverage(options)}
${situations(options)}
${checkTask(options)}
${mainProcess(options)}
endmodule
`;
}

const outputsOf = (facts: DesignFacts): readonly FactPort[] =>
  facts.ports.filter((port) => port.direction === 'output');

const outputWidth = (facts: DesignFacts): number => outputsOf(facts).reduce((sum, port) => sum + port.width, 0);

function portNets({ facts, nonce: n }: CompareBenchOptions): string {
  const outputs = outputsOf(facts);
  const nets = outputs.map((port, index) => `  wire [${port.width - 1}:0] ${n}_g${index}, ${n}_c${index};`);
  const packed = (side: string): string => [...outputs.keys()].map((index) => `${n}_${side}${index}`).join(', ');
  const range = `[${outputWidth(facts) - 1}:0]`;
  return [...nets, `  wire ${range} ${n}_go = {${packed('g')}};`, `  wire ${range} ${n}_co = {${packed('c')}};`].join(
    '\n',
  );
}

function instance(
  { facts, nonce: n, plan, golden, candidate }: CompareBenchOptions,
  side: 'golden' | 'candidate',
): string {
  const short = side === 'golden' ? 'g' : 'c';
  const inputs = plan.layout.fields.map(
    (field) => `.${field.name}(${n}_in[${field.at + field.width - 1}:${field.at}])`,
  );
  const outputs = outputsOf(facts).map((port, index) => `.${port.name}(${n}_${short}${index})`);
  return `  ${side === 'golden' ? golden : candidate} ${n}_${side} (${[...inputs, ...outputs].join(', ')});`;
}

/** Registers that collect which bits of the golden were seen at 0 and at 1. */
function coverage({ facts, nonce: n, covered }: CompareBenchOptions): string {
  const widths = new Map(facts.nets.map((net) => [net.name, net.width]));
  const width = covered.reduce((sum, name) => sum + (widths.get(name) ?? 1), outputWidth(facts));
  const nets = covered.map((name) => `, ${n}_golden.${name}`).join('');
  return `  wire [${width - 1}:0] ${n}_nets = {${n}_go${nets}};
  reg [${width - 1}:0] ${n}_zeros = ${width}'b0, ${n}_ones = ${width}'b0;`;
}

/** More bits of state and controls than this are not counted: a memory of that many words is held by the simulator. */
const MAX_SITUATION_BITS = 16;

/** Counts the pairs of state and control inputs that the golden was seen in. */
function situations({ facts, plan, nonce: n, situations: wanted }: CompareBenchOptions): string {
  const { controls, clocks } = plan.layout;
  const width = [...facts.registers, ...controls, ...clocks.map(() => ({ width: 1 }))].reduce(
    (sum, each) => sum + each.width,
    0,
  );
  if (wanted === 'not-counted' || facts.registers.length === 0 || width > MAX_SITUATION_BITS) {
    return `  integer ${n}_met = 0;\n  task ${n}_meet; begin end endtask`;
  }
  const parts = [
    ...facts.registers.map((register) => `${n}_golden.${register.name}`),
    ...[...controls, ...clocks].map(({ at }) => `${n}_in[${at}]`),
  ];
  return `  wire [${width - 1}:0] ${n}_situation = {${parts.join(', ')}};
  reg ${n}_known_situation [0:${2 ** width - 1}];
  integer ${n}_met = 0;
  task ${n}_meet;
    if ((^${n}_situation) !== 1'bx && ${n}_known_situation[${n}_situation] !== 1'b1) begin
      ${n}_known_situation[${n}_situation] = 1'b1;
      ${n}_met = ${n}_met + 1;
    end
  endtask`;
}

const checkTask = ({ facts, nonce: n, maxMismatches }: CompareBenchOptions): string => `
  task ${n}_check;
    begin
      #${SETTLE};
      ${n}_compared = ${n}_compared + 1;
      if ((|(~(${n}_go ^ ${n}_go))) === 1'b1) ${n}_known = ${n}_known + 1;
      ${n}_zeros = ${n}_zeros | ~${n}_nets;
      ${n}_ones = ${n}_ones | ${n}_nets;
      ${n}_meet;
      ${n}_bad = 1'b0;
      if (${n}_go !== ${n}_co)
        for (${n}_i = 0; ${n}_i < ${outputWidth(facts)}; ${n}_i = ${n}_i + 1)
          if (${n}_go[${n}_i] !== 1'bx && ${n}_go[${n}_i] !== ${n}_co[${n}_i]) ${n}_bad = 1'b1;
      if (${n}_bad) ${n}_mismatched = ${n}_mismatched + 1;
      if ((${n}_bad && ${n}_mismatched <= ${maxMismatches}) || ${n}_trace)
        $display("${n} point %0d %0d %b %b %b", ${n}_step, ${n}_sub, ${n}_in, ${n}_go, ${n}_co);
    end
  endtask`;

function mainProcess({ nonce: n, plan, maxMismatches }: CompareBenchOptions): string {
  const width = Math.max(1, plan.layout.width);
  const clockMask = `${width}'h${plan.layout.clockMask.toString(16)}`;
  const read = `${n}_read = $fscanf(${n}_file, "%h %h %h", ${n}_repeat, ${n}_toggle, ${n}_data);`;
  return `
  initial begin
    ${n}_step = 0;
    ${n}_compared = 0;
    ${n}_mismatched = 0;
    ${n}_known = 0;
    if ($value$plusargs("mark=%d", ${n}_mark) == 0) ${n}_mark = -1;
    ${n}_trace = $test$plusargs("trace") != 0;
    if ($test$plusargs("waves") != 0) begin
      $dumpfile("trace.vcd");
      $dumpvars(0, ${n}_bench);
    end
    ${n}_file = $fopen("${STIMULUS_FILE}", "r");
    ${read}
    while (${n}_read == 3 && ${n}_mismatched < ${maxMismatches}) begin
      ${n}_sub = 0;
      ${n}_next = (${n}_data & ~${clockMask}) | (${n}_in & ${clockMask});
      if (${n}_next !== ${n}_in || ${n}_toggle == 0) begin
        ${n}_in = ${n}_next;
        ${n}_check;
      end
      while (${n}_toggle != 0 && ${n}_sub < ${n}_repeat && ${n}_mismatched < ${maxMismatches}) begin
        ${n}_sub = ${n}_sub + 1;
        ${n}_in[${n}_toggle - 1] = ~${n}_in[${n}_toggle - 1];
        ${n}_check;
      end
      ${n}_step = ${n}_step + 1;
      if (${n}_step == ${n}_mark) $display("${n} seen %b %b %0d", ${n}_zeros, ${n}_ones, ${n}_met);
      ${read}
    end
    $display("${n} seen %b %b %0d", ${n}_zeros, ${n}_ones, ${n}_met);
    $display("${n} end %0d %0d %0d", ${n}_compared, ${n}_mismatched, ${n}_known);
    $finish;
  end`;
}
