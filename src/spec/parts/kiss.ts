import type { StateDiagramPart } from '../../contracts/spec-parts.ts';
import { shown } from '../names.ts';
import type { Line } from '../text.ts';
import { berkeley, countOf, namesOf } from './commands.ts';
import type { PartInput, PartRead } from './reader.ts';
import { spanOfRun } from './reader.ts';

const COMMANDS = new Set([
  '.i',
  '.o',
  '.p',
  '.s',
  '.r',
  '.ilb',
  '.ob',
  '.start_kiss',
  '.end_kiss',
  '.latch',
  '.latch_order',
  '.code',
]);
const MAX_SIGNALS = 64;

/**
 * KISS2 (SIS, Berkeley): rows `input present next output`, inputs and outputs over `0 1 -`; `.r` names the reset
 * state (else the first row's). A next state `*` (anything) and counts that disagree are kept apart: `SPEC-KISS`.
 */
export function readKiss(lines: readonly Line[], input: PartInput): PartRead['parts'] {
  const file = berkeley(lines, COMMANDS, { complaints: input.complaints, code: 'SPEC-KISS' });
  const error = (line: number | null, message: string): void => input.complaints.error(line, 'SPEC-KISS', message);
  const [inputs, outputs] = [countOf(file, '.i', MAX_SIGNALS), countOf(file, '.o', MAX_SIGNALS)];
  if (inputs === null || outputs === null) {
    error(lines[0]?.number ?? null, `.i and .o must give the numbers of inputs and outputs, 1 to ${MAX_SIGNALS}`);
    return [];
  }
  const edges: StateDiagramPart['edges'][number][] = [];
  for (const row of file.rows) {
    const [guard = '', from = '', to = '', out = ''] = row.text.split(/\s+/);
    const fits = row.text.split(/\s+/).length === 4 && isCube(guard, inputs) && isCube(out, outputs);
    if (!fits)
      error(row.number, `'${shown(row.text)}' is no row of ${inputs} inputs, two states and ${outputs} outputs`);
    else edges.push({ from, fromOut: null, guard, out, to, toOut: null, line: row.number });
  }
  const states = new Set(edges.flatMap((edge) => [edge.from, edge.to]).filter((state) => state !== '*'));
  checkCount(countOf(file, '.p', 1_000_000), edges.length, '.p');
  checkCount(countOf(file, '.s', 1_000_000), states.size, '.s');
  const reset = file.commands.get('.r')?.words[0] ?? edges[0]?.from ?? null;
  if (reset !== null && !states.has(reset))
    error(file.commands.get('.r')?.line.number ?? null, `the reset state '${shown(reset)}' has no row`);
  if (edges.length < file.rows.length || edges.length === 0) return [];
  return [
    {
      kind: 'state-diagram',
      notation: 'kiss2',
      edges,
      initial: reset,
      inputs: namesOf(file, '.ilb', { count: inputs, prefix: 'i' }),
      outputs: namesOf(file, '.ob', { count: outputs, prefix: 'o' }),
      span: spanOfRun(lines),
    },
  ];

  function checkCount(stated: number | null, counted: number, command: string): void {
    if (stated !== null && stated !== counted)
      input.complaints.warning(
        file.commands.get(command)?.line.number ?? null,
        'SPEC-KISS',
        `${command} says ${stated}; there are ${counted}`,
      );
  }
}

const isCube = (text: string, bits: number): boolean => text.length === bits && /^[01-]+$/.test(text);
