import type { Assumption } from '../../contracts/spec.ts';
import type { Complaints, SourceText } from '../text.ts';
import type { PortFlaw } from './bullets.ts';
import type { FoundHeader } from './header.ts';
import { readHeaders } from './header.ts';
import type { FoundInterface, FoundPort } from './model.ts';

/** A second statement of the interface: the lines it takes, and where it contradicts the first. */
export interface Comparison {
  readonly header: FoundHeader | null;
  readonly assumptions: readonly Assumption[];
}

/**
 * Compares the list that was read with a bodiless header elsewhere in the text (`SPEC-HEADER-DISAGREES`).
 * The list counts; each difference is a contradiction that engines may refuse.
 */
export function compareWithHeader(found: FoundInterface, source: SourceText, complaints: Complaints): Comparison {
  const nothing: Comparison = { header: null, assumptions: [] };
  if (found.source === 'header') return nothing;
  const flaws: PortFlaw[] = [];
  const header = readHeaders(source, flaws).find((one) => !one.closed && one.ports.length > 0);
  if (header === undefined) return nothing;
  const assumptions = differences(found.ports, header.ports).map(({ text, port }): Assumption => {
    complaints.warning(port.span.line, 'SPEC-HEADER-DISAGREES', text);
    return { text, severity: 'contradiction', rule: 'spec-header-disagrees', span: port.span };
  });
  return { header, assumptions };
}

function differences(
  listed: readonly FoundPort[],
  declared: readonly FoundPort[],
): readonly { readonly text: string; readonly port: FoundPort }[] {
  const byName = new Map(declared.map((port) => [port.name, port]));
  const inBoth = listed.flatMap((port) => {
    const other = byName.get(port.name);
    byName.delete(port.name);
    if (other === undefined) return [{ text: `port '${port.name}' is listed but not in the module header`, port }];
    const same = other.direction === port.direction && other.width === port.width;
    const text = `port '${port.name}' is listed as ${said(port)}, but the module header says ${said(other)}`;
    return same ? [] : [{ text, port }];
  });
  const extra = [...byName.values()].map((port) => ({
    text: `port '${port.name}' is in the module header but not listed`,
    port,
  }));
  return [...inBoth, ...extra];
}

const said = (port: FoundPort): string => `${port.direction} of ${port.width} bit${port.width === 1 ? '' : 's'}`;
