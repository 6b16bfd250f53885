import type { RtlExpr, RtlLabel, RtlStmt, RtlTarget } from '../../contracts/rtl.ts';
import { declaredOffset, type PrintContext, printCondition, printOperand, printValue } from './expr.ts';
import { selectText } from './names.ts';

/** What an assignment writes, as text. */
export const printTarget = (target: RtlTarget, context: PrintContext): string => {
  switch (target.kind) {
    case 'net':
      return target.name;
    case 'slice':
      return `${target.name}${selectText(context.shapes.get(target.name), target)}`;
    case 'part': {
      const index = declaredOffset(target.name, target.at, context);
      return `${target.name}[${index}${target.width === 1 ? '' : ` +: ${target.width}`}]`;
    }
    case 'word':
      return `${target.memory}[${printValue(target.address, context)}]`;
    case 'concat':
      return `{${target.parts.map((part) => printTarget(part, context)).join(', ')}}`;
  }
};

/** Longest line before a chain of `?:` is broken, in columns. */
const LINE = 100;

/** `target op value;` on one line, or a chain of `?:` with one alternative a line. */
export const printAssignment = (
  head: string,
  value: RtlExpr,
  { context, indent }: { readonly context: PrintContext; readonly indent: string },
): readonly string[] => {
  const flat = `${indent}${head} ${printValue(value, context)};`;
  if (flat.length <= LINE || value.op !== 'mux') return [flat];
  const alternatives: string[] = [];
  let rest: RtlExpr = value;
  while (rest.op === 'mux') {
    const shown = printValue({ ...rest, no: { op: 'const', width: rest.width, value: 0n } }, context);
    alternatives.push(shown.slice(0, shown.lastIndexOf(' : ')));
    rest = rest.no;
  }
  const pad = ' '.repeat(indent.length + head.length + 1);
  const lines = [...alternatives, printOperand(rest, context)];
  return lines.map((line, i) => `${i === 0 ? `${indent}${head} ` : pad}${line}${i === lines.length - 1 ? ';' : ' :'}`);
};

/** How the statements of a process assign. */
export interface StmtContext extends PrintContext {
  readonly assign: '=' | '<=';
}

/** The statements as lines. */
export const printBody = (body: readonly RtlStmt[], context: StmtContext, indent: string): readonly string[] =>
  body.flatMap((stmt) => printStmt(stmt, context, indent));

const printStmt = (stmt: RtlStmt, context: StmtContext, indent: string): readonly string[] => {
  if (stmt.stmt === 'set') {
    return printAssignment(`${printTarget(stmt.target, context)} ${context.assign}`, stmt.value, { context, indent });
  }
  return stmt.stmt === 'if' ? printIf(stmt, context, indent) : printCase(stmt, context, indent);
};

const printIf = (stmt: Extract<RtlStmt, { stmt: 'if' }>, context: StmtContext, indent: string): readonly string[] => {
  const head = `if (${printCondition(stmt.cond, context)})`;
  // An `else` after a bare inner `if` would bind to that one, so a branch that is not one `set` gets its own block.
  const lines = [`${indent}${head}${blockOpen(stmt.yes)}`, ...printBody(stmt.yes, context, `${indent}    `)];
  const close = blockClose(stmt.yes, indent);
  if (stmt.no.length === 0) return close === null ? lines : [...lines, close];
  const [only] = stmt.no;
  const joint = close === null ? `${indent}else` : `${close} else`;
  if (stmt.no.length === 1 && only?.stmt === 'if') {
    const chained = printIf(only, context, indent);
    return [...lines, `${joint} ${(chained[0] ?? '').trimStart()}`, ...chained.slice(1)];
  }
  const tail = [`${joint}${blockOpen(stmt.no)}`, ...printBody(stmt.no, context, `${indent}    `)];
  const end = blockClose(stmt.no, indent);
  return [...lines, ...tail, ...(end === null ? [] : [end])];
};

const isBare = (body: readonly RtlStmt[]): boolean => body.length === 1 && body[0]?.stmt === 'set';
const blockOpen = (body: readonly RtlStmt[]): string => (isBare(body) ? '' : ' begin');
const blockClose = (body: readonly RtlStmt[], indent: string): string | null => (isBare(body) ? null : `${indent}end`);

const printCase = (
  stmt: Extract<RtlStmt, { stmt: 'case' }>,
  context: StmtContext,
  indent: string,
): readonly string[] => {
  const word = stmt.arms.some((arm) => arm.labels.some((label) => 'cube' in label)) ? 'casez' : 'case';
  const inner = `${indent}    `;
  const arms = stmt.arms.flatMap((arm) =>
    printArm(arm.labels.map((label) => labelText(label, context)).join(', '), arm.body, { context, indent: inner }),
  );
  const otherwise = stmt.otherwise === null ? [] : printArm('default', stmt.otherwise, { context, indent: inner });
  return [`${indent}${word} (${printValue(stmt.subject, context)})`, ...arms, ...otherwise, `${indent}endcase`];
};

const printArm = (
  label: string,
  body: readonly RtlStmt[],
  { context, indent }: { readonly context: StmtContext; readonly indent: string },
): readonly string[] => {
  if (body.length === 0) return [`${indent}${label}: ;`];
  if (isBare(body)) {
    const [first = '', ...rest] = printBody(body, context, indent);
    return [`${indent}${label}: ${first.trimStart()}`, ...rest];
  }
  return [`${indent}${label}: begin`, ...printBody(body, context, `${indent}    `), `${indent}end`];
};

const labelText = (label: RtlLabel, context: PrintContext): string => {
  if ('cube' in label) return `${label.cube.length}'b${label.cube.replaceAll('-', '?')}`;
  if (label.op === 'named') return label.name;
  return label.op === 'const' ? context.literals.pattern(label.value, label.width) : '';
};
