import type { RtlItem, RtlModule, RtlPort, RtlRange, RtlTarget } from '../../contracts/rtl.ts';
import { setsIn, targetNames } from '../../ir/rtl/walk.ts';
import { LITERALS, type Literals, type PrintContext, printValue } from './expr.ts';
import { shapesOf } from './names.ts';
import { changedNames, constantNames, MARKS, parametricText, withRanges } from './parametric.ts';
import { printAssignment, printBody, printTarget, type StmtContext } from './stmt.ts';

/** Choices of the emitter. */
export interface EmitOptions {
  /** Verilog-2005 by default; `systemverilog` uses logic, always_comb, always_ff and always_latch. */
  readonly language?: 'verilog-2005' | 'systemverilog';
  /** `spans` adds a comment with the offsets of the spec and the rule behind each item. */
  readonly comments?: 'none' | 'spans';
}

interface Dialect extends PrintContext {
  readonly system: boolean;
  readonly spans: boolean;
  /** Nets written by a process; Verilog calls them `reg`. */
  readonly procedural: ReadonlySet<string>;
}

/** Text of one module, without a newline at the end. */
export const printModule = (module: RtlModule, options: EmitOptions): string => {
  const variants = module.variants ?? [];
  if (variants.length === 0) return textOf(module, options, LITERALS);
  const ranged = new Set(variants.flatMap((variant) => changedNames(module, variant.module)));
  const text = (one: RtlModule): string => textOf(withRanges(one, ranged), options, MARKS);
  return parametricText(
    text(module),
    variants.map((variant) => ({
      param: variant.param,
      value: module.params.find((param) => param.name === variant.param)?.value ?? 0n,
      text: text({ ...variant.module, params: module.params }),
    })),
  );
};

const textOf = (module: RtlModule, options: EmitOptions, literals: Literals): string => {
  const dialect: Dialect = {
    shapes: shapesOf(module),
    literals,
    system: options.language === 'systemverilog',
    spans: options.comments === 'spans',
    procedural: proceduralNames(module),
  };
  const doc = module.doc === '' ? [] : module.doc.split(/[\r\n\u2028\u2029]+/).map(commentLine);
  const sink = sinkLines(module, dialect);
  return [...doc, ...headerLines(module, dialect), ...itemLines(module, dialect), ...sink, 'endmodule'].join('\n');
};

// Tools read directives out of comments (`// verilator lint_off`, `// synthesis translate_off`); a plan's prose must not be one.
const commentLine = (line: string): string => {
  const plain = line.trim();
  return /^(verilator|synopsys|synthesis|pragma|cadence|exemplar)\b/i.test(plain) ? `// (${plain})` : `// ${plain}`;
};

const proceduralNames = (module: RtlModule): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const item of module.items) {
    const targets: readonly RtlTarget[] =
      item.item === 'comb' || item.item === 'clocked'
        ? setsIn([...(item.item === 'clocked' ? (item.reset?.body ?? []) : []), ...item.body]).map((set) => set.target)
        : item.item === 'latch'
          ? [item.target]
          : [];
    for (const name of targets.flatMap(targetNames)) names.add(name);
    if (item.item === 'initial') names.add(item.name);
  }
  return names;
};

const headerLines = (module: RtlModule, dialect: Dialect): readonly string[] => {
  const used = new Set(module.items.flatMap(constantNames));
  // A parameter that is used as a value needs a width, or it could not stand in a concatenation.
  const params = module.params.map(
    (param) => `    parameter ${used.has(param.name) ? '[31:0] ' : ''}${param.name} = ${param.value}`,
  );
  const head = params.length === 0 ? `module ${module.name} (` : `module ${module.name} #(\n${params.join(',\n')}\n) (`;
  const texts = module.ports.map((port) => portParts(port, dialect));
  const kind = Math.max(...texts.map(([first]) => first.length));
  const range = Math.max(...texts.map(([, second]) => second.length));
  const ports = texts.map(([first, second, name], i) => {
    const middle = range === 0 ? '' : `${second.padEnd(range)} `;
    return `    ${first.padEnd(kind)} ${middle}${name}${i === texts.length - 1 ? '' : ','}`;
  });
  return [head, ...ports, ');'];
};

const portParts = (port: RtlPort, dialect: Dialect): readonly [string, string, string] => {
  const type =
    dialect.system && port.direction !== 'inout' ? 'logic' : dialect.procedural.has(port.name) ? 'reg' : 'wire';
  return [`${port.direction} ${type}${port.signed ? ' signed' : ''}`, rangeText(port), port.name];
};

const rangeText = ({ width, range }: { readonly width: number; readonly range: RtlRange | null }): string => {
  if (range !== null) return `[${range.msb}:${range.lsb}]`;
  return width === 1 ? '' : `[${width - 1}:0]`;
};

const DECLARATIONS: ReadonlySet<string> = new Set(['decl', 'localparam', 'memory']);
const POWER_UP: ReadonlySet<string> = new Set(['initial', 'initial-memory']);

/** Declarations first, then behaviour in the order given, power-up values last. */
const itemLines = (module: RtlModule, dialect: Dialect): readonly string[] => {
  const declarations = module.items.filter((item) => DECLARATIONS.has(item.item));
  const powerUp = module.items.filter((item) => POWER_UP.has(item.item));
  const behaviour = module.items.filter((item) => !DECLARATIONS.has(item.item) && !POWER_UP.has(item.item));
  const declared = declarations.flatMap((item) => declarationLines(item, dialect));
  return [
    ...declared,
    ...(declared.length > 0 ? [''] : []),
    ...spaced(behaviour.map((item) => [...spanComment(item, dialect), ...behaviourLines(item, dialect)])),
    ...powerUpLines(powerUp, dialect),
  ];
};

/** A blank line between blocks of several lines; single assignments stand together. */
const spaced = (blocks: readonly (readonly string[])[]): readonly string[] =>
  blocks.flatMap((block, i) => {
    const before = blocks[i - 1];
    return before !== undefined && (before.length > 1 || block.length > 1) ? ['', ...block] : block;
  });

const spanComment = (item: RtlItem, dialect: Dialect): readonly string[] => {
  if (!dialect.spans || item.src === undefined) return [];
  const rule = item.src.rule === undefined ? '' : ` ${item.src.rule.replace(/[^\w.:-]/g, '_')}`;
  return [`    // spec ${item.src.start}-${item.src.end}${rule}`];
};

const declarationLines = (item: RtlItem, dialect: Dialect): readonly string[] => {
  const pad = (text: string): string => (text === '' ? '' : ` ${text}`);
  switch (item.item) {
    case 'decl': {
      const type = dialect.system ? 'logic' : dialect.procedural.has(item.name) ? 'reg' : 'wire';
      return [`    ${type}${item.signed ? ' signed' : ''}${pad(rangeText(item))} ${item.name};`];
    }
    case 'localparam': {
      const range = pad(rangeText({ width: item.width, range: null }));
      return [`    localparam${range} ${item.name} = ${dialect.literals.pattern(item.value, item.width)};`];
    }
    case 'memory': {
      const range = pad(rangeText({ width: item.width, range: null }));
      return [`    ${dialect.system ? 'logic' : 'reg'}${range} ${item.name} [0:${item.depth - 1}];`];
    }
    default:
      return [];
  }
};

const behaviourLines = (item: RtlItem, dialect: Dialect): readonly string[] => {
  const indent = '    ';
  switch (item.item) {
    case 'assign':
      return printAssignment(`assign ${printTarget(item.target, dialect)} =`, item.value, { context: dialect, indent });
    case 'comb':
      return processLines(
        dialect.system ? 'always_comb' : 'always @(*)',
        printBody(item.body, blocking(dialect), `${indent}${indent}`),
      );
    case 'clocked':
      return clockedLines(item, dialect);
    case 'latch':
      return latchLines(item, dialect);
    case 'instance':
      return instanceLines(item, dialect);
    case 'verbatim':
      return item.verilog.split(/\r?\n/).map((line) => `${indent}${line}`);
    default:
      return [];
  }
};

const blocking = (dialect: Dialect): StmtContext => ({ ...dialect, assign: '=' });

const processLines = (head: string, body: readonly string[]): readonly string[] => [
  `    ${head} begin`,
  ...body,
  '    end',
];

const clockedLines = (item: Extract<RtlItem, { item: 'clocked' }>, dialect: Dialect): readonly string[] => {
  const { reset } = item;
  const edges = [`${item.edge}edge ${item.clock}`];
  if (reset !== null) edges.push(`${reset.active === 'high' ? 'pos' : 'neg'}edge ${reset.signal}`);
  const context: StmtContext = { ...dialect, assign: '<=' };
  const cond = reset === null ? null : signalIs(reset.signal, reset.active);
  const body =
    reset === null || cond === null ? item.body : [{ stmt: 'if', cond, yes: reset.body, no: item.body } as const];
  const head = `${dialect.system ? 'always_ff' : 'always'} @(${edges.join(' or ')})`;
  return processLines(head, printBody(body, context, '        '));
};

const signalIs = (name: string, active: 'high' | 'low') =>
  active === 'high'
    ? ({ op: 'net', name, width: 1 } as const)
    : ({ op: '~', width: 1, a: { op: 'net', name, width: 1 } } as const);

// Verilator 5 warns of every latch in an `always`; these are asked for, so the warning is turned off here and only here.
const latchLines = (item: Extract<RtlItem, { item: 'latch' }>, dialect: Dialect): readonly string[] => {
  const set = { stmt: 'set', target: item.target, value: item.value } as const;
  const body = printBody([{ stmt: 'if', cond: item.gate, yes: [set], no: [] }], blocking(dialect), '        ');
  if (dialect.system) return processLines('always_latch', body);
  return ['    // verilator lint_off LATCH', ...processLines('always @(*)', body), '    // verilator lint_on LATCH'];
};

const instanceLines = (item: Extract<RtlItem, { item: 'instance' }>, dialect: Dialect): readonly string[] => {
  const params = item.params.map((param) => `.${param.name}(${param.value})`).join(', ');
  const head = `    ${item.of} ${params === '' ? '' : `#(${params}) `}${item.name} (`;
  const pins = item.connections.map((connection) => {
    if (connection.kind === 'open') return `        .${connection.port}()`;
    const text =
      connection.kind === 'input' ? printValue(connection.value, dialect) : printTarget(connection.target, dialect);
    return `        .${connection.port}(${text})`;
  });
  return [head, ...pins.map((pin, i) => (i === pins.length - 1 ? pin : `${pin},`)), '    );'];
};

const freeName = (wish: string, dialect: Dialect): string =>
  dialect.shapes.has(wish) ? freeName(`${wish}_`, dialect) : wish;

const powerUpLines = (items: readonly RtlItem[], dialect: Dialect): readonly string[] => {
  const word = freeName('word', dialect);
  const sets = items.flatMap((item) =>
    item.item === 'initial' ? [`        ${item.name} = ${dialect.literals.number(item.value, item.width)};`] : [],
  );
  const memories = items.flatMap((item) =>
    item.item === 'initial-memory' ? memoryLines(item, word, dialect.literals) : [],
  );
  if (sets.length === 0 && memories.length === 0) return [];
  const index = memories.length === 0 ? [] : [`    integer ${word};`];
  return ['', ...index, '    initial begin', ...sets, ...memories, '    end'];
};

const memoryLines = (
  item: Extract<RtlItem, { item: 'initial-memory' }>,
  word: string,
  literals: Literals,
): readonly string[] => {
  const { memory, width, depth, words } = item;
  const given = words.slice(0, depth);
  const listed = given.map((value, i) => `        ${memory}[${i}] = ${literals.number(value, width)};`);
  if (given.length === depth) return listed;
  const loop = `        for (${word} = ${given.length}; ${word} < ${depth}; ${word} = ${word} + 1)`;
  return [...listed, loop, `            ${memory}[${word}] = ${literals.number(0n, width)};`];
};

// One reduction over everything that is deliberately not read: simulators ignore it, and lint stays silent about it.
const sinkLines = (module: RtlModule, dialect: Dialect): readonly string[] => {
  if (module.unused.length === 0) return [];
  const parts = ["1'b0", ...module.unused.map((expr) => printValue(expr, dialect))].join(', ');
  return ['', `    wire _unused = &{${parts}};`];
};
