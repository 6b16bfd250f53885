import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import type { TruthTablePart } from '../../../contracts/spec-parts.ts';
import { portNamed } from '../cells.ts';
import type { Draft, Pattern, Piece, Port, Trouble } from '../facts.ts';
import { lineSpan, NO_PIECE, troubleAt } from '../facts.ts';

/** Most inputs of a cover; beyond, its rows are not expanded. */
const MAX_INPUTS = 12;

/** Covers (espresso PLA): rows add up, and a cell may say nothing. */
export const cover: Pattern = {
  id: 'cover',
  hint: 'give .ilb and .ob with the names of the ports',
  reason: 'an output is 1 where any row says 1; a row that says nothing leaves it to the others (espresso(5))',
  plan: (draft, open) => {
    const [part] = open.parts.filter(
      (one): one is TruthTablePart => one.kind === 'truth-table' && one.unspecified !== undefined,
    );
    return part === undefined ? ok(null) : planCover(part, draft);
  },
};

function planCover(part: TruthTablePart, draft: Draft): Outcome<Piece | null, Trouble> {
  const count = part.inputColumns ?? 0;
  const inputs = portsOf(part.columns.slice(0, count), draft.inputs);
  const outputs = portsOf(part.columns.slice(count), draft.outputs);
  if (inputs === null || outputs === null || count > MAX_INPUTS)
    return fail(
      troubleAt('unsupported', 'the columns of the cover are not one-bit ports, or there are too many', part.span),
    );
  const rows: { in: string[]; out: string[] }[] = [];
  for (let code = 0; code < 2 ** count; code += 1) {
    const bits = code.toString(2).padStart(count, '0');
    const out = valuesAt(part, bits);
    if (typeof out === 'number')
      return fail(troubleAt('contradiction', `a row says 0 and another 1 for inputs ${bits}`, lineSpan(part, out)));
    rows.push({ in: [...bits], out: [...out] });
  }
  const node: PlanNode = {
    kind: 'table',
    inputs: inputs.map((port) => port.name),
    outputs: outputs.map((port) => port.name),
    rows,
    origin: 'pla',
    missing: 'error',
    dontcare_policy: 'free',
    src: { start: part.span.start, end: part.span.end, rule: 'cover' },
  };
  return ok({ ...NO_PIECE, nodes: [node], parts: [part], reads: node.inputs, drives: node.outputs });
}

/** One-bit ports by name; names that the notation made up (`i0`) stand for the ports in order. */
function portsOf(names: readonly string[], ports: readonly Port[]): readonly Port[] | null {
  const named = names.map((name) => portNamed(name, ports));
  const isMadeUp =
    names.every((name, index) => /^[io]\d+$/.test(name) && name.endsWith(String(index))) && named.includes(null);
  const found = isMadeUp && ports.length === names.length ? ports : named.flatMap((port) => port ?? []);
  return found.length === names.length && found.every((port) => port.width === 1) ? found : null;
}

/** The outputs for one input code, or the line of a row that contradicts another. */
function valuesAt(part: TruthTablePart, bits: string): string | number {
  const count = bits.length;
  const hits = part.rows.filter((row) => [...bits].every((bit, at) => row.cells[at] === '-' || row.cells[at] === bit));
  let out = '';
  for (let at = count; at < part.columns.length; at += 1) {
    const said = hits.map((row) => row.cells[at] ?? '~');
    const zero = hits.find((row) => row.cells[at] === '0');
    if (said.includes('1') && zero !== undefined) return zero.line;
    const open = part.unspecified === 'zero' ? '0' : '-';
    out += said.includes('1') ? '1' : said.includes('-') ? '-' : said.includes('0') ? '0' : open;
  }
  return out;
}
