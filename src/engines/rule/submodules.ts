import type { Sentence, Spec } from '../../contracts/spec.ts';
import type { FormalPart } from '../../contracts/spec-parts.ts';
import type { SentenceReading } from '../../english/index.ts';
import { isSentence } from './facts.ts';

/** A submodule that the text defines by a formula, or by the waveform or table behind the sentence. */
export interface Submodule {
  readonly name: string;
  readonly by: { readonly target: string; readonly formula: string } | FormalPart;
  readonly sentence: Sentence;
}

const FORMULA =
  /^(?:the\s+)?(?:sub-?)?module\s+[`'"]?(\w+)[`'"]?\s+(?:computes|implements|reali[sz]es|performs|has)\s+(?:the\s+)?(?:boolean\s+|logic\s+)?(?:function\s+|equation\s+|expression\s+)?(\w+)\s*=\s*([^=,;]{1,200}?)\s*\.?$/i;
const SHOWN =
  /^(?:the\s+)?(?:sub-?)?module\s+[`'"]?(\w+)[`'"]?\s+(?:can\s+be|is)\s+(?:described|defined|specified|given)\s+by\s+(?:the\s+)?(?:following\s+)?(?:simulation\s+)?(?:waveforms?|trace|truth\s+table|table)(?:\s+below)?\s*[:.]?$/i;

/** Submodules that sentences of the form "Module A implements …" define; the module itself is none. */
export function submodulesOf(spec: Spec): readonly Submodule[] {
  return spec.body.flatMap((block, at): readonly Submodule[] => {
    if (!isSentence(block)) return [];
    const [, name, target, formula] = FORMULA.exec(block.text) ?? [];
    if (name !== undefined && target !== undefined && formula !== undefined && name !== spec.top)
      return [{ name, by: { target, formula }, sentence: block }];
    const shown = SHOWN.exec(block.text)?.[1];
    const next = spec.body[at + 1];
    if (shown === undefined || shown === spec.top || next === undefined || isSentence(next)) return [];
    return next.kind === 'waveform' || next.kind === 'truth-table' ? [{ name: shown, by: next, sentence: block }] : [];
  });
}

/** The reading of a sentence that defines a submodule; null where it defines none, or the text builds nothing of them. */
export function definitionReading(
  sentence: Sentence,
  submodules: readonly Submodule[],
): readonly SentenceReading[] | null {
  const found = submodules.find((one) => one.sentence === sentence);
  return found === undefined
    ? null
    : [{ statements: [{ s: 'fact', fact: 'submodule', values: [], text: found.name }], rules: ['submodule'], cost: 0 }];
}
