import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import type { EquationPart } from '../../../contracts/spec-parts.ts';
import { readWholeFormula } from '../../../english/guard.ts';
import { namesOf, type Value } from '../../../english/index.ts';
import { portNamed } from '../cells.ts';
import { express } from '../express.ts';
import type { Draft, Pattern, Piece, Trouble } from '../facts.ts';
import { NO_PIECE, troubleAt } from '../facts.ts';
import { isUnspeakable, nounOfPorts } from '../speech.ts';

/** Formulas on lines of their own that give outputs as functions of inputs. */
export const equation: Pattern = {
  id: 'equation',
  hint: "write z = (x ^ y) & x with Verilog's operators",
  reason: 'the formula is copied; every name in it must be an input',
  plan: (draft, open) => {
    const parts = open.parts.filter((one): one is EquationPart => one.kind === 'equation');
    if (parts.length === 0) return ok(null);
    const pieces: Piece[] = [];
    for (const part of parts) {
      const piece = planEquation(part, draft);
      if (!piece.ok) return piece;
      pieces.push(piece.value);
    }
    return ok({
      ...NO_PIECE,
      nodes: pieces.flatMap((piece) => piece.nodes),
      parts,
      reads: pieces.flatMap((piece) => piece.reads),
      drives: pieces.flatMap((piece) => piece.drives),
    });
  },
};

function planEquation(part: EquationPart, draft: Draft): Outcome<Piece, Trouble> {
  const names = draft.ports.map((port) => port.name);
  const value = readWholeFormula(part.rhs, names);
  const target = portNamed(part.lhs, draft.outputs);
  if (value === null)
    return fail(
      troubleAt(
        'unsupported',
        `the right side of "${part.lhs} = ${part.rhs}" is not a formula over the inputs`,
        part.span,
      ),
    );
  if (target === null) return fail(troubleAt('unsupported', `${part.lhs} is not an output`, part.span));
  const node = assignOf(value, { draft, target: target.name, width: target.width });
  if ('why' in node) return fail(troubleAt('unsupported', node.why, part.span));
  return ok({
    ...NO_PIECE,
    nodes: [{ ...node, src: { start: part.span.start, end: part.span.end, rule: 'equation' } }],
    reads: namesOf(value),
    drives: [target.name],
  });
}

interface AssignTo {
  readonly draft: Draft;
  readonly target: string;
  readonly width: number | null;
}

/** An assignment of a formula to an output; textbook `+` and primes become | and ~ where primes are used. */
function assignOf(
  value: Value,
  to: AssignTo,
): Extract<PlanNode, { readonly kind: 'assign' }> | { readonly why: string } {
  const plain = JSON.stringify(value).includes('"op":"\'"') ? textbook(value) : value;
  const found = express(plain, { draft: to.draft, noun: nounOfPorts(to.draft) }, to.width);
  if (isUnspeakable(found)) return found;
  if (found.width !== null && to.width !== null && found.width > to.width)
    return { why: `${found.text} is wider than ${to.target}` };
  return { kind: 'assign', lhs: to.target, rhs: found.text };
}

const TEXTBOOK: Readonly<Record<string, string>> = { '+': '|', '*': '&' };

function textbook(value: Value): Value {
  return value.k === 'op'
    ? { ...value, op: TEXTBOOK[value.op] ?? value.op, args: value.args.map((arg) => textbook(arg)) }
    : value;
}
