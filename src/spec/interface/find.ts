import type { Line, SourceText } from '../text.ts';
import type { PortFlaw } from './bullets.ts';
import { readBulletPorts } from './bullets.ts';
import { readDeclaredPorts } from './declared.ts';
import type { FoundHeader } from './header.ts';
import { readHeaders } from './header.ts';
import type { FoundInterface, InterfaceSource } from './model.ts';
import { readPortTables } from './port-table.ts';
import { readProsePorts } from './prose.ts';
import { readParameterSection, readSections } from './sections.ts';

/** The interface and the flaws of the place it was read from; a header elsewhere in the text is kept to compare. */
export interface InterfaceSearch {
  readonly found: FoundInterface | null;
  readonly flaws: readonly PortFlaw[];
}

/** Looks for the interface in the given places, in order; the first that has ports counts. */
export function findInterface(
  source: SourceText,
  want: { readonly places: readonly InterfaceSource[]; readonly top: string | undefined },
): InterfaceSearch {
  for (const place of want.places) {
    const flaws: PortFlaw[] = [];
    const found = readPlace(place, { source, top: want.top, flaws });
    if (found !== null && found.ports.length > 0) return { found: withParameters(found, source), flaws };
  }
  return { found: null, flaws: [] };
}

/** A list or table of ports may have its parameters in a section of their own. */
function withParameters(found: FoundInterface, source: SourceText): FoundInterface {
  if (found.params.length > 0 || ['header', 'sections', 'declared'].includes(found.source)) return found;
  const beside = readParameterSection(withoutCode(source.lines));
  return { ...found, params: beside.params, lines: [...found.lines, ...beside.lines] };
}

function readPlace(
  place: InterfaceSource,
  from: { readonly source: SourceText; readonly top: string | undefined; readonly flaws: PortFlaw[] },
): FoundInterface | null {
  if (place === 'header') return chooseHeader(readHeaders(from.source, from.flaws), from.top);
  const lines = withoutCode(from.source.lines);
  if (place === 'declared') return readDeclaredPorts(from.source.lines);
  if (place === 'prose') return readProsePorts(from.source);
  if (place === 'bullets') return readBulletPorts(lines, from.flaws);
  if (place === 'sections') return readSections(lines, from.flaws);
  return readPortTables(lines, from.flaws);
}

/** The same lines with those of fenced blocks and Verilog modules blanked. */
function withoutCode(lines: readonly Line[]): readonly Line[] {
  let inside: 'fence' | 'module' | null = null;
  return lines.map((line) => {
    const fence = /^\s*(?:```|~~~)/.test(line.text);
    const was = inside;
    if (fence && inside !== 'module') inside = inside === 'fence' ? null : 'fence';
    else if (inside === null && /^\s*module\s+\w+\s*(?:[#(;]|$)/.test(line.text)) inside = 'module';
    else if (inside === 'module' && /\bendmodule\b/.test(line.text)) inside = null;
    return was !== null || inside !== null ? { ...line, text: '' } : line;
  });
}

/** The header of the wanted name; else the last one without a body; else the last. */
function chooseHeader(headers: readonly FoundHeader[], top: string | undefined): FoundHeader | null {
  return (
    headers.find((header) => header.top === top) ??
    headers.findLast((header) => !header.closed) ??
    headers.at(-1) ??
    null
  );
}
