import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { TextSpan } from '../../contracts/source.ts';
import { readGuard } from '../../english/guard.ts';
import { literalOf, namesOf, type Value } from '../../english/index.ts';
import { evaluateBits } from './evaluate.ts';
import type { Draft, Port, Trouble } from './facts.ts';
import { lineSpan, troubleAt } from './facts.ts';

/** One edge of a machine, its guard parsed. A null guard is always true. */
export interface MachineEdge {
  readonly from: string;
  readonly to: string;
  readonly guard: Value | null;
  readonly guardText: string;
  readonly out: string | null;
  readonly line: number;
  /** Clock cycles that the machine has been in the state when it leaves it this way; absent where time is no matter. */
  readonly after?: number;
}

/** Parses the guard of an edge: bits for all `inputs` in order, or a condition over named inputs. */
export function guardOf(text: string, inputs: readonly Port[]): Value | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === '*' || /^\(?(?:always|-+|1'b1|else)\)?$/.test(trimmed)) return null;
  const bits = trimmed.replaceAll(/[\s,]/g, '');
  const total = inputs.reduce((sum, port) => sum + (port.width ?? 0), 0);
  if (/^[01x-]+$/i.test(bits) && bits.length === total) return cubeGuard(bits, inputs);
  if (/^[01x-]+$/i.test(bits)) return undefined;
  return (
    readGuard(
      trimmed,
      inputs.map((port) => port.name),
    ) ?? undefined
  );
}

function cubeGuard(bits: string, inputs: readonly Port[]): Value | null {
  const terms: Value[] = [];
  let at = 0;
  for (const port of inputs) {
    const cube = bits.slice(at, at + (port.width ?? 0));
    at += cube.length;
    terms.push(...cubeTerms(port, cube));
  }
  return terms.length === 0 ? null : terms.reduce((left, right) => ({ k: 'op', op: '&&', args: [left, right] }));
}

function cubeTerms(port: Port, cube: string): readonly Value[] {
  const name: Value = { k: 'name', name: port.name };
  const test = (of: Value, bit: string): Value => ({
    k: 'op',
    op: '==',
    args: [of, { k: 'num', value: bit, width: 1 }],
  });
  if (port.width === 1) return /[01]/.test(cube) ? [test(name, cube)] : [];
  const msb = port.msb ?? cube.length - 1;
  const step = msb >= (port.lsb ?? 0) ? -1 : 1;
  return [...cube].flatMap((bit, index) =>
    /[01]/.test(bit)
      ? [test({ k: 'index', of: name, at: { k: 'num', value: String(msb + step * index), width: null } }, bit)]
      : [],
  );
}

/** Most bits of guard variables for which every combination is tried. */
const MAX_GUARD_BITS = 14;

/**
 * Checks that in every state exactly one way leads on, for every value of the inputs the guards name. Edges with
 * equal targets and outputs may overlap. Returns edges to add (holds) where `missing` says so.
 */
export function checkMachine(
  edges: readonly MachineEdge[],
  part: { readonly span: TextSpan },
  draft: Draft,
): Outcome<null, Trouble> {
  const states = new Set(edges.map((edge) => edge.from));
  for (const edge of edges) {
    if (!states.has(edge.to))
      return fail(troubleAt('incomplete', `state ${edge.to} has no outgoing edge`, lineSpan(part, edge.line)));
  }
  for (const state of states) {
    const trouble = checkState(
      edges.filter((edge) => edge.from === state),
      part,
      draft,
    );
    if (trouble !== null) return fail(trouble);
  }
  return ok(null);
}

function checkState(edges: readonly MachineEdge[], part: { readonly span: TextSpan }, draft: Draft): Trouble | null {
  const names = [...new Set(edges.flatMap((edge) => (edge.guard === null ? [] : namesOf(edge.guard))))];
  const ports = names.map((name) => draft.inputs.find((port) => port.name === name));
  const [first] = edges;
  if (first === undefined) return null;
  const strange = ports.findIndex((port) => port?.width == null);
  if (strange >= 0)
    return troubleAt(
      'incomplete',
      `${names[strange] ?? ''} in a guard is not an input of known width`,
      lineSpan(part, first.line),
    );
  const widths = ports.map((port) => port?.width ?? 1);
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (total > MAX_GUARD_BITS)
    return troubleAt(
      'unsupported',
      `the guards of state ${first.from} read too many input bits to check`,
      lineSpan(part, first.line),
    );
  for (let code = 0; code < 2 ** total; code += 1) {
    const values = assignment(names, widths, code);
    const taken = edges.filter(
      (edge) => edge.guard === null || evaluateBits(edge.guard, { values, lsb: (name) => lsbOf(draft, name) }) === 1n,
    );
    const trouble = judgeTaken(taken, { values, edges, part });
    if (trouble !== null) return trouble;
  }
  return null;
}

const lsbOf = (draft: Draft, name: string): number => draft.ports.find((port) => port.name === name)?.lsb ?? 0;

function assignment(names: readonly string[], widths: readonly number[], code: number): ReadonlyMap<string, bigint> {
  const values = new Map<string, bigint>();
  let rest = code;
  names.forEach((name, index) => {
    const size = 2 ** (widths[index] ?? 1);
    values.set(name, BigInt(rest % size));
    rest = Math.floor(rest / size);
  });
  return values;
}

interface Case {
  readonly values: ReadonlyMap<string, bigint>;
  readonly edges: readonly MachineEdge[];
  readonly part: { readonly span: TextSpan };
}

function judgeTaken(taken: readonly MachineEdge[], { values, edges, part }: Case): Trouble | null {
  const [first] = taken;
  const when = [...values].map(([name, value]) => `${name}=${String(value)}`).join(', ');
  const [any] = edges;
  if (first === undefined) {
    const at = any === undefined ? part.span : lineSpan(part, any.line);
    return troubleAt(
      'incomplete',
      `state ${any?.from ?? ''} has no edge for ${when}, and no rule says what happens then`,
      at,
    );
  }
  const rival = taken.find((edge) => edge.to !== first.to || (edge.out ?? '') !== (first.out ?? ''));
  if (rival === undefined) return null;
  return troubleAt(
    'contradiction',
    `state ${first.from} has two edges for ${when === '' ? 'every input' : when}: to ${first.to} (line ${String(first.line)}) and to ${rival.to} (line ${String(rival.line)})`,
    lineSpan(part, rival.line),
  );
}

/** The state that reset leads to: stated by name or by its code, else the first one listed. */
export function resetStateOf(
  states: readonly string[],
  stated: { readonly state: string | null; readonly value: Value | null } | null,
): string | null {
  if (stated === null) return null;
  if (stated.state !== null) return states.includes(stated.state) ? stated.state : null;
  const value = stated.value === null ? null : literalOf(stated.value);
  if (value === null) return null;
  return states.find((state) => /^[01]+$/.test(state) && Number.parseInt(state, 2) === value) ?? null;
}
