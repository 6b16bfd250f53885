import type { SpecPort } from '../../contracts/spec.ts';
import { berkeley, countOf, namesOf } from '../parts/commands.ts';
import type { Complaints, Line } from '../text.ts';
import { spanOf } from '../text.ts';
import type { FoundInterface, FoundPort } from './model.ts';

const MAX_SIGNALS = 64;
const ignore = (): void => undefined;
const SILENT: Complaints = { error: ignore, warning: ignore, note: ignore, list: [] };
const COUNTS = new Set(['.i', '.o', '.ilb', '.ob']);

/**
 * The ports that a KISS2 or PLA file declares: its inputs and outputs, one bit each, by `.ilb` and `.ob` or numbered.
 * A machine (rows of four fields) also gets `clk` and `reset`. The lines stay in the text: their reader complains.
 */
export function readDeclaredPorts(lines: readonly Line[]): FoundInterface | null {
  const file = berkeley(lines, COUNTS, { complaints: SILENT, code: '' });
  const [inputs, outputs] = [countOf(file, '.i', MAX_SIGNALS), countOf(file, '.o', MAX_SIGNALS)];
  const line = file.commands.get('.i')?.line;
  if (inputs === null || outputs === null || line === undefined) return null;
  const isMachine = file.rows.some((row) => row.text.split(/\s+/).length === 4);
  const port =
    (direction: SpecPort['direction']) =>
    (name: string): FoundPort => ({
      name,
      direction,
      width: 1,
      signed: false,
      range: null,
      description: '',
      span: spanOf(line, line),
      widthStated: true,
    });
  const driven = [...(isMachine ? ['clk', 'reset'] : []), ...namesOf(file, '.ilb', { count: inputs, prefix: 'i' })];
  const ports = [
    ...driven.map(port('input')),
    ...namesOf(file, '.ob', { count: outputs, prefix: 'o' }).map(port('output')),
  ];
  return { source: 'declared', top: null, params: [], ports, lines: [] };
}
