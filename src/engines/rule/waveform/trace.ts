import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { WaveformPart } from '../../../contracts/spec-parts.ts';
import { portNamed } from '../cells.ts';
import type { Draft, Port, Trouble } from '../facts.ts';
import { lineSpan, troubleAt } from '../facts.ts';

/** One time step: values by port name; null is unknown. */
export interface Step {
  readonly values: ReadonlyMap<string, bigint | null>;
  readonly line: number;
}

/** A trace over the ports of a module. */
export interface Trace {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly steps: readonly Step[];
}

/** True of a column that numbers the steps of a trace. */
export const isTimeColumn = (name: string): boolean => /^(?:time|t|cycle|clock cycle|step)$/i.test(name.trim());

/** Reads a waveform table against the module's ports: every port must have a column, every column a port. */
export function traceOf(part: WaveformPart, draft: Draft): Outcome<Trace, Trouble> {
  const columns = part.columns
    .map((name, at) => ({ name, at }))
    .filter((column) => column.at > 0 || !isTimeColumn(column.name));
  const ports: { readonly port: Port; readonly at: number }[] = [];
  for (const column of columns) {
    const port = portNamed(column.name, draft.ports);
    if (port === null || port.width === null)
      return fail(troubleAt('unsupported', `the waveform's column ${column.name} is not a port`, part.span));
    ports.push({ port, at: column.at });
  }
  const lost = draft.ports.find((port) => !ports.some((one) => one.port === port));
  if (lost !== undefined) return fail(troubleAt('incomplete', `the waveform does not show ${lost.name}`, part.span));
  const steps: Step[] = [];
  for (const row of part.rows) {
    const values = new Map<string, bigint | null>();
    for (const { port, at } of ports) {
      const value = cellValue(row.cells[at] ?? '', port.width ?? 1);
      if (value === undefined)
        return fail(
          troubleAt('unsupported', `"${row.cells[at] ?? ''}" is not a value of ${port.name}`, lineSpan(part, row.line)),
        );
      values.set(port.name, value);
    }
    steps.push({ values, line: row.line });
  }
  const of = (direction: Port['direction']): readonly Port[] =>
    ports.map((one) => one.port).filter((port) => port.direction === direction);
  return ok({ inputs: of('input'), outputs: of('output'), steps });
}

/** Hex without prefix; x or z anywhere makes the whole value unknown. */
export function cellValue(text: string, width: number): bigint | null | undefined {
  const cell = text.trim();
  if (/^[0-9a-f]*[xz][0-9a-fxz]*$/i.test(cell)) return null;
  if (!/^[0-9a-f]+$/i.test(cell)) return undefined;
  const value = BigInt(`0x${cell}`);
  return value < 1n << BigInt(width) ? value : undefined;
}
