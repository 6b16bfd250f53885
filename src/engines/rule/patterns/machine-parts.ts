import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { StateDiagramPart, StateTablePart } from '../../../contracts/spec-parts.ts';
import { portNamed } from '../cells.ts';
import { dataInputs } from '../data-inputs.ts';
import type { Draft, Port, Trouble } from '../facts.ts';
import { lineSpan, troubleAt } from '../facts.ts';
import { guardOf, type MachineEdge } from '../machine.ts';

/** A machine read from either form: states with Moore outputs, edges with Mealy outputs. */
export interface Machine {
  readonly part: StateDiagramPart | StateTablePart;
  readonly states: readonly string[];
  readonly edges: readonly MachineEdge[];
  /** Moore outputs by state, as written; null where the state has none. */
  readonly moore: ReadonlyMap<string, { readonly text: string; readonly line: number } | null>;
  readonly initial: string | null;
  readonly outputNames: readonly string[];
}

/** A cell without its white space. */
export const normal = (text: string): string => text.replaceAll(/\s/g, '');

/** Reads a diagram part. */
export function diagramMachine(part: StateDiagramPart, draft: Draft): Outcome<Machine, Trouble> {
  const inputs =
    part.inputs.length > 0 ? part.inputs.flatMap((name) => portNamed(name, draft.inputs) ?? []) : dataInputs(draft);
  const usable = inputs.length === part.inputs.length || part.inputs.length === 0 ? inputs : dataInputs(draft);
  const edges: MachineEdge[] = [];
  const moore = new Map<string, { readonly text: string; readonly line: number } | null>();
  for (const edge of part.edges) {
    const guard = guardOf(edge.guard ?? '', usable);
    if (guard === undefined)
      return fail(
        troubleAt(
          'unsupported',
          `the guard "${edge.guard ?? ''}" is neither bits for all inputs nor a condition on them`,
          lineSpan(part, edge.line),
        ),
      );
    edges.push({ from: edge.from, to: edge.to, guard, guardText: edge.guard ?? '', out: edge.out, line: edge.line });
    const clash =
      noteOutput(moore, { state: edge.from, out: edge.fromOut, line: edge.line }) ??
      noteOutput(moore, { state: edge.to, out: edge.toOut, line: edge.line });
    if (clash !== null) return fail(troubleAt('contradiction', clash, lineSpan(part, edge.line)));
  }
  return ok({ part, states: [...moore.keys()], edges, moore, initial: part.initial, outputNames: part.outputs });
}

type MooreOutputs = Map<string, { readonly text: string; readonly line: number } | null>;

/** Notes a state's output beside the state; says what clashes where another was noted before. */
function noteOutput(
  moore: MooreOutputs,
  seen: { readonly state: string; readonly out: string | null; readonly line: number },
): string | null {
  const known = moore.get(seen.state) ?? null;
  if (seen.out === null) {
    moore.set(seen.state, known);
    return null;
  }
  if (known !== null && normal(known.text) !== normal(seen.out))
    return `state ${seen.state} has outputs "${known.text}" and "${seen.out}"`;
  moore.set(seen.state, { text: seen.out, line: seen.line });
  return null;
}

/** Reads a state table part. */
export function tableMachine(part: StateTablePart, draft: Draft): Outcome<Machine, Trouble> {
  const inputs = tableInputs(part, draft);
  const edges: MachineEdge[] = [];
  const moore = new Map<string, { readonly text: string; readonly line: number } | null>();
  const isMoore = part.outputs.every((output) => output.guard === null);
  for (const row of part.rows) {
    if (moore.has(row.state))
      return fail(troubleAt('contradiction', `state ${row.state} has two rows`, lineSpan(part, row.line)));
    moore.set(row.state, isMoore && row.out.length > 0 ? { text: row.out.join(', '), line: row.line } : null);
    for (const [index, to] of row.next.entries()) {
      const guardText = part.guards[index] ?? '';
      const guard = guardOf(guardText, inputs);
      if (guard === undefined)
        return fail(
          troubleAt('unsupported', `the column guard "${guardText}" is not a condition on the inputs`, part.span),
        );
      edges.push({
        from: row.state,
        to,
        guard,
        guardText,
        out: isMoore ? null : mealyCells(part, row.out, guardText),
        line: row.line,
      });
    }
  }
  const names = [...new Set(part.outputs.map((output) => output.name))];
  return ok({ part, states: [...moore.keys()], edges, moore, initial: null, outputNames: names });
}

/** Inputs of positional guards: as the header names them, else all but clock, reset and the present state. */
function tableInputs(part: StateTablePart, draft: Draft): readonly Port[] {
  const named = part.inputs.flatMap((name) => portNamed(name, draft.inputs) ?? []);
  return part.inputs.length > 0 ? named : dataInputs(draft).filter((port) => !isStatePort(port, part));
}

/** The output cells of one input value, in the order of the outputs' names; null where a column is missing. */
function mealyCells(part: StateTablePart, cells: readonly string[], guard: string): string | null {
  const names = [...new Set(part.outputs.map((output) => output.name))];
  const found = names.map(
    (name) =>
      cells[
        part.outputs.findIndex(
          (output) => output.name === name && (output.guard === null || plainGuard(output.guard) === plainGuard(guard)),
        )
      ],
  );
  return found.includes(undefined) ? null : found.join(', ');
}

const plainGuard = (guard: string): string => guard.replaceAll(/\s/g, '');

/** True for the input that carries the present state of a table. */
export function isStatePort(port: Port, part: StateTablePart): boolean {
  return part.stateSignal !== null && part.stateSignal.replace(/\s*\[.*$/, '') === port.name;
}
