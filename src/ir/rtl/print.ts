import type { RtlDesign, RtlExpr, RtlItem, RtlLabel, RtlModule, RtlStmt, RtlTarget } from '../../contracts/rtl.ts';
import { operandsOf } from './walk.ts';

/**
 * Stage 2 as text for readers and golden tests: prefix form, each operator with its width (`(+:8 a b)`), so that two
 * designs are equal exactly when their texts are.
 */
export const printRtl = (design: RtlDesign): string =>
  `${[`rtl ${design.top}`, ...design.modules.map(moduleText)].join('\n\n')}\n`;

const moduleText = (module: RtlModule): string =>
  [
    `module ${module.name}`,
    ...module.params.map((param) => `  param ${param.name} = ${param.value}`),
    ...module.ports.map((port) => `  ${port.direction} ${shapeText(port)}`),
    ...module.items.flatMap((item) => itemLines(item).map((line) => `  ${line}`)),
    ...(module.unused.length === 0 ? [] : [`  unused ${module.unused.map(exprText).join(' ')}`]),
  ].join('\n');

interface Shape {
  readonly name: string;
  readonly width: number;
  readonly range: { readonly msb: number; readonly lsb: number } | null;
  readonly signed: boolean;
}

const shapeText = ({ name, width, range, signed }: Shape): string =>
  `${name}:${width}${range === null ? '' : `[${range.msb}:${range.lsb}]`}${signed ? ' signed' : ''}`;

/** One expression in prefix form. */
export const exprText = (expr: RtlExpr): string => {
  switch (expr.op) {
    case 'net':
      return expr.name;
    case 'const':
      return `${expr.value}:${expr.width}`;
    case 'named':
      return `${expr.name}=${expr.value}:${expr.width}`;
    case 'highz':
      return `z:${expr.width}`;
    case 'slice':
      return `${exprText(expr.a)}[${expr.lo}+:${expr.width}]`;
    case 'word':
      return `${expr.memory}[${exprText(expr.address)}]`;
    default:
      return `(${expr.op}:${expr.width} ${operandsOf(expr).map(exprText).join(' ')})`;
  }
};

const targetText = (target: RtlTarget): string => {
  switch (target.kind) {
    case 'net':
      return target.name;
    case 'slice':
      return `${target.name}[${target.lo}+:${target.width}]`;
    case 'part':
      return `${target.name}[${exprText(target.at)}+:${target.width}]`;
    case 'word':
      return `${target.memory}[${exprText(target.address)}]`;
    case 'concat':
      return `{${target.parts.map(targetText).join(' ')}}`;
  }
};

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

const itemLines = (item: RtlItem): readonly string[] => {
  switch (item.item) {
    case 'decl':
      return [`net ${shapeText(item)}`];
    case 'localparam':
      return [`const ${item.name}:${item.width} = ${item.value}`];
    case 'memory':
      return [`memory ${item.name}:${item.width} x ${item.depth}`];
    case 'assign':
      return [`${targetText(item.target)} = ${exprText(item.value)}`];
    case 'comb':
      return ['comb', ...indented(bodyLines(item.body))];
    case 'clocked':
      return clockedLines(item);
    case 'latch':
      return [`latch while ${exprText(item.gate)}: ${targetText(item.target)} = ${exprText(item.value)}`];
    case 'initial':
      return [`initial ${item.name} = ${item.value}:${item.width}`];
    case 'initial-memory':
      return [`initial ${item.memory} = [${item.words.join(' ')}]`];
    case 'instance':
      return instanceLines(item);
    case 'verbatim':
      return ['verbatim', ...indented(item.verilog.split(/\r?\n/))];
  }
};

const clockedLines = (item: Extract<RtlItem, { item: 'clocked' }>): readonly string[] => {
  const reset =
    item.reset === null
      ? []
      : [`  async reset ${item.reset.signal} ${item.reset.active}`, ...indented(indented(bodyLines(item.reset.body)))];
  return [`at ${item.edge} ${item.clock}`, ...reset, ...indented(bodyLines(item.body))];
};

const instanceLines = (item: Extract<RtlItem, { item: 'instance' }>): readonly string[] => [
  `instance ${item.name} of ${item.of}${item.params.map((param) => ` ${param.name}=${param.value}`).join('')}`,
  ...item.connections.map((c) => {
    if (c.kind === 'open') return `  .${c.port} open`;
    return `  .${c.port} ${c.kind === 'input' ? `= ${exprText(c.value)}` : `-> ${targetText(c.target)}`}`;
  }),
];

const labelText = (label: RtlLabel): string => ('cube' in label ? label.cube : exprText(label));

const bodyLines = (body: readonly RtlStmt[]): readonly string[] =>
  body.flatMap((stmt) => {
    if (stmt.stmt === 'set') return [`${targetText(stmt.target)} = ${exprText(stmt.value)}`];
    if (stmt.stmt === 'if') {
      const no = stmt.no.length === 0 ? [] : ['else', ...indented(bodyLines(stmt.no))];
      return [`if ${exprText(stmt.cond)}`, ...indented(bodyLines(stmt.yes)), ...no];
    }
    const arms = stmt.arms.flatMap((arm) => [
      `${arm.labels.map(labelText).join(' ')}:`,
      ...indented(bodyLines(arm.body)),
    ]);
    const otherwise = stmt.otherwise === null ? [] : ['default:', ...indented(bodyLines(stmt.otherwise))];
    return [`case ${exprText(stmt.subject)}`, ...indented([...arms, ...otherwise])];
  });
