import type { ShownStep } from '../../checks/agreement.ts';
import type { Spec, SpecPort } from '../../contracts/spec.ts';
import type { WaveformPart } from '../../contracts/spec-parts.ts';
import { isLowActiveName, isResetName } from '../../util/reset-name.ts';

/**
 * Traces that a specification shows of its design, as binary digits by port; those without an output or with gaps are
 * left out. None where the text speaks of parts with names of their own: a trace may then be that of a part.
 */
export const shownTraces = (spec: Spec): readonly (readonly ShownStep[])[] =>
  speaksOfParts(spec)
    ? []
    : spec.body.filter((block) => block.kind === 'waveform').flatMap((part) => shownSteps(part, spec));

const PART = /\bsub-?(?:module|circuit|block)s?\b|\b(?:module|block|instance|circuit)s?\s+["'`]?([A-Z]\w*)/g;

const speaksOfParts = (spec: Spec): boolean =>
  spec.body.some((block) => 'text' in block && [...block.text.matchAll(PART)].some(([, name]) => name !== spec.top));

/** A waveform as steps of binary digits; none where no column is an output. */
function shownSteps(part: WaveformPart, spec: Spec): readonly (readonly ShownStep[])[] {
  const names = part.columns.map((name) => name.trim());
  const columns = names.flatMap((name, at) => {
    const port = spec.ports.find((one) => one.name === name) ?? resetOf(name, { names, spec });
    return port === undefined || typeof port.width !== 'number' ? [] : [{ at, port, width: port.width }];
  });
  if (part.gaps !== undefined && part.gaps.length > 0) return [];
  if (!columns.some(({ port }) => port.direction === 'output')) return [];
  return [
    part.rows.map((row) => ({
      values: Object.fromEntries(
        columns.map(({ at, port, width }) => [port.name, binaryOf(row.cells[at] ?? '', width)]),
      ),
    })),
  ];
}

/**
 * The reset that a column shows under another name (`rst` for the port `reset`): where the column is the only one that
 * is no port, the port the only input without a column, both are called resets, and of the same active level.
 */
function resetOf(
  column: string,
  { names, spec }: { readonly names: readonly string[]; readonly spec: Spec },
): SpecPort | undefined {
  const isOther = (name: string): boolean => isResetName(name) && !spec.ports.some((port) => port.name === name);
  const missing = spec.ports.filter((port) => port.direction === 'input' && !names.includes(port.name));
  const [port] = missing;
  if (port === undefined || missing.length > 1 || !isOther(column) || names.filter(isOther).length > 1)
    return undefined;
  const isSame = isResetName(port.name) && isLowActiveName(port.name) === isLowActiveName(column);
  return isSame && port.width === 1 ? port : undefined;
}

/** Hexadecimal cells as binary digits; anything else is unknown throughout. */
function binaryOf(cell: string, width: number): string {
  const digits = cell.trim();
  if (!/^[0-9a-f]{1,64}$/i.test(digits)) return 'x'.repeat(width);
  const text = BigInt(`0x${digits}`).toString(2).padStart(width, '0');
  return text.length > width ? 'x'.repeat(width) : text;
}
