import type { Spec, SpecPort } from '../../contracts/spec.ts';
import { type EnglishScope, readSentence, type SentenceReading } from '../../english/index.ts';
import type { ReadSentence } from './reading-types.ts';
import { CONTEXT, isTelling } from './telling.ts';

/** The prose beside the ports: what it tells must be read; the rest names the port's role. */
export function readDescriptions(spec: Spec, scope: EnglishScope, first: number): readonly ReadSentence[] {
  return spec.ports.flatMap((port, at): readonly ReadSentence[] => {
    if (port.description.trim() === '') return [];
    const base = { text: port.description, span: port.span, about: port.name, caseValue: null, caseSignal: null };
    return port.description.split(/(?<=[.;])\s+/).map(
      (text, part): ReadSentence => ({
        ...base,
        index: first + at * 8 + part,
        readings: described(text, port, scope),
      }),
    );
  });
}

/** An edge beside the clock: read where it can be, so that the text cannot say another. */
const EDGE = /\b(?:rising|positive|falling|negative)[\s-]+(?:clock[\s-]+)?edge|\b(?:pos|neg)edge\b/i;

function described(text: string, port: SpecPort, scope: EnglishScope): readonly SentenceReading[] {
  const side = port.direction === 'output' ? 'output' : 'input';
  const read = (): readonly SentenceReading[] => readSentence(text, { ...scope, describes: side });
  if (isTelling(text) || namesAnother(text, port.name, scope)) return read();
  if (EDGE.test(text)) return orContext(read(), (reading) => reading.statements.every(({ s }) => s === 'clock'));
  return CONTEXT;
}

/** The readings of one kind; where there is none, the text only names a role. */
function orContext(
  readings: readonly SentenceReading[],
  isOfKind: (reading: SentenceReading) => boolean,
): readonly SentenceReading[] {
  const kept = readings.filter(isOfKind);
  return kept.length > 0 ? kept : CONTEXT;
}

/** True where a description names another port: then it says how the two go together. */
function namesAnother(text: string, own: string, scope: EnglishScope): boolean {
  const words = new Set(text.match(/[A-Za-z_]\w*/g) ?? []);
  // `a` is a name where no noun follows it.
  const isName = (name: string): boolean => name !== 'a' || /\ba\s*(?:$|[,.;)]|(?:and|or|is)\b)/.test(text);
  return scope.names.some((name) => name !== own && words.has(name) && isName(name));
}
