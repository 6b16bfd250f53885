import type { TruthTablePart } from '../../contracts/spec-parts.ts';
import { shown } from '../names.ts';
import type { Line } from '../text.ts';
import { berkeley, countOf, namesOf } from './commands.ts';
import type { PartInput, PartRead } from './reader.ts';
import { spanOfRun } from './reader.ts';

const COMMANDS = new Set(['.i', '.o', '.p', '.type', '.ilb', '.ob', '.phase', '.pair']);
const MAX_SIGNALS = 64;

/** What the output symbols of each espresso type say (espresso(5)): `~` is nothing. Inputs without a row: `unlisted`. */
const TYPES = {
  f: { zero: '~', dash: '~', unlisted: 'zero' },
  fd: { zero: '~', dash: '-', unlisted: 'zero' },
  fr: { zero: '0', dash: '~', unlisted: 'dontcare' },
  fdr: { zero: '0', dash: '-', unlisted: 'dontcare' },
} as const;

const isType = (word: string): word is keyof typeof TYPES => Object.hasOwn(TYPES, word);

/**
 * Espresso PLA. In the default type `fd` an output 0 says nothing, so that overlapping rows add up; cells are
 * rewritten so that 0, 1 and `-` mean what they say and `~` means nothing. Faults: `SPEC-PLA`.
 */
export function readPla(lines: readonly Line[], input: PartInput): PartRead['parts'] {
  const file = berkeley(lines, COMMANDS, { complaints: input.complaints, code: 'SPEC-PLA' });
  const error = (line: number | null, message: string): void => input.complaints.error(line, 'SPEC-PLA', message);
  const [inputs, outputs] = [countOf(file, '.i', MAX_SIGNALS), countOf(file, '.o', MAX_SIGNALS)];
  const type = file.commands.get('.type')?.words[0] ?? 'fd';
  if (inputs === null || outputs === null || !isType(type)) {
    error(
      lines[0]?.number ?? null,
      `.i and .o must give numbers from 1 to ${MAX_SIGNALS}, .type one of ${Object.keys(TYPES).join(', ')}`,
    );
    return [];
  }
  for (const command of ['.phase', '.pair'])
    if (file.commands.has(command))
      error(file.commands.get(command)?.line.number ?? null, `${command} is not supported`);
  const rows = file.rows.flatMap((row) => {
    const symbols = row.text.replace(/[\s|]+/g, '');
    const fits =
      symbols.length === inputs + outputs &&
      /^[01234~xX-]+$/.test(symbols) &&
      /^[012xX-]+$/.test(symbols.slice(0, inputs));
    if (!fits) error(row.number, `'${shown(row.text)}' is no row of ${inputs} inputs and ${outputs} outputs`);
    return fits ? [{ cells: cellsOf(symbols, inputs, type), line: row.number }] : [];
  });
  const stated = countOf(file, '.p', 1_000_000);
  if (stated !== null && stated !== file.rows.length)
    input.complaints.warning(
      file.commands.get('.p')?.line.number ?? null,
      'SPEC-PLA',
      `.p says ${stated}; there are ${file.rows.length} rows`,
    );
  if (rows.length < file.rows.length) return [];
  const part: TruthTablePart = {
    kind: 'truth-table',
    columns: [
      ...namesOf(file, '.ilb', { count: inputs, prefix: 'i' }),
      ...namesOf(file, '.ob', { count: outputs, prefix: 'o' }),
    ],
    rows,
    notation: 'pla',
    inputColumns: inputs,
    unspecified: TYPES[type].unlisted,
    span: spanOfRun(lines),
  };
  return [part];
}

function cellsOf(symbols: string, inputs: number, type: keyof typeof TYPES): readonly string[] {
  return [...symbols].map((symbol, at) => {
    if (at < inputs) return /[2xX]/.test(symbol) ? '-' : symbol;
    if (symbol === '1' || symbol === '4') return '1';
    if (symbol === '0') return TYPES[type].zero;
    return /[2xX-]/.test(symbol) ? TYPES[type].dash : '~';
  });
}
