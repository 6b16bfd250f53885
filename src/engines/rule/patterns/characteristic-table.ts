import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import { clockingFacts, MAIN_DOMAIN, resetLiteral, statedReset } from '../domain.ts';
import type { Draft, Piece, Port, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';
import { cubeGuard, outputCube, sourceOf, type Table } from './table-rows.ts';

/** What a cell says of the old value: `hold`, `toggle`, or null where it is a plain value. */
export function oldValue(cell: string, port: Port): 'hold' | 'toggle' | null {
  const text = cell
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_()]/g, '');
  const name = port.name.toLowerCase();
  const inverted = /^[~!¬/]/.test(text) || /'$/.test(text);
  const plain = text.replace(/^[~!¬/]/, '').replace(/'$/, '');
  const isOld = [
    `${name}old`,
    `old${name}`,
    `${name}prev`,
    `prev${name}`,
    `${name}t`,
    `${name}n`,
    name,
    'nochange',
    'hold',
    'nc',
    `${name}(t)`,
    `${name}0`,
  ].includes(plain);
  if (['toggle', 'complement'].includes(plain)) return 'toggle';
  return isOld ? (inverted ? 'toggle' : 'hold') : null;
}

/** The registers of a characteristic table: each row is one arm of the next value. */
export function planSequential(table: Table, draft: Draft): Outcome<Piece | null, Trouble> {
  if (draft.clock === null)
    return fail(troubleAt('incomplete', 'the table names an old value, but no input is a clock', table.part.span));
  const reset = statedReset(draft);
  if (reset === undefined || (reset !== null && reset.value === null))
    return fail(troubleAt('ambiguous', 'it is not clear what reset sets the output to', table.part.span));
  const nodes = table.outputs.map((column) => {
    const width = column.port.width ?? 1;
    const next = table.rows.map((row) => ({
      when: cubeGuard(table, row),
      to: nextValue(row.cells[column.at] ?? '', column.port),
    }));
    const resetValue =
      draft.reset === null ? null : resetLiteral(reset?.value ?? { k: 'num', value: '0', width: null }, width);
    return {
      kind: 'reg' as const,
      name: column.port.name,
      type: { width },
      domain: MAIN_DOMAIN,
      reset: resetValue,
      next,
      src: sourceOf(table.part, 'truth-table'),
    };
  });
  const assumptions =
    draft.reset !== null && reset === null
      ? [
          {
            text: `reset clears ${table.outputs.map((column) => column.port.name).join(', ')}`,
            rule: 'reset.value-zero',
            severity: 'convention' as const,
          },
        ]
      : [];
  const oldNotes = factsOf(draft.facts, 'fact').filter((fact) => fact.statement.fact === 'old-value');
  return ok({
    ...NO_PIECE,
    nodes,
    claims: [...clockingFacts(draft), ...oldNotes],
    parts: [table.part],
    reads: table.inputs.map((column) => column.port.name),
    drives: table.outputs.map((column) => column.port.name),
    clocked: true,
    assumptions,
  });
}

function nextValue(cell: string, port: Port): string {
  const old = oldValue(cell, port);
  if (old !== null) return old === 'hold' ? port.name : `~${port.name}`;
  const width = port.width ?? 1;
  const cube = outputCube(cell, port) ?? '0'.repeat(width);
  return `${String(width)}'b${cube.replaceAll('-', '0')}`;
}
