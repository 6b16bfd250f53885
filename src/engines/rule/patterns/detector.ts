import type { PlanFsm } from '../../../contracts/plan.ts';
import type { TextSpan } from '../../../contracts/source.ts';
import { MAIN_DOMAIN } from '../domain.ts';

/** Outputs that are 1 when the latest bits of an input are one of their strings. */
export interface Detector {
  readonly input: string;
  readonly outputs: readonly { readonly name: string; readonly strings: readonly string[] }[];
  readonly kind: 'mealy' | 'moore';
  /** Whether the bits of one match may be bits of the next. */
  readonly overlaps: boolean;
}

/**
 * States are the prefixes of the strings; each bit leads to the longest prefix that the bits so far end in
 * (A. V. Aho, M. J. Corasick, "Efficient string matching", 1975).
 */
export function detectorMachine(detector: Detector, span: TextSpan): PlanFsm {
  const states = prefixesOf(detector);
  const { kind, input } = detector;
  return {
    kind: 'fsm',
    name: 'state',
    style: kind,
    realise: { domain: MAIN_DOMAIN, reset_state: nameOf('') },
    encoding: { scheme: 'free' },
    states: states.map((prefix) => ({
      name: nameOf(prefix),
      ...(kind === 'moore' ? { out: levels(detector, prefix) } : {}),
    })),
    trans: states.flatMap((prefix) =>
      ['0', '1'].map((bit) => ({
        from: nameOf(prefix),
        to: nameOf(reached(detector, states, prefix, bit)),
        guard: bit === '1' ? input : `~${input}`,
        ...(kind === 'mealy' ? { out: levels(detector, prefix + bit) } : {}),
      })),
    ),
    src: { start: span.start, end: span.end, rule: 'history' },
  };
}

/** True where having read zeros before the first bit would make no difference to having read nothing. */
export function isBlankZero(detector: Detector): boolean {
  return reached(detector, prefixesOf(detector), '', '0') === '';
}

/** Every prefix of every string, shortest first; a Mealy machine needs no state for a whole match. */
function prefixesOf({ outputs, kind }: Detector): readonly string[] {
  const strings = outputs.flatMap((output) => output.strings);
  const found = new Set(['']);
  for (const text of strings)
    for (let length = 1; length < text.length + (kind === 'moore' ? 1 : 0); length += 1)
      found.add(text.slice(0, length));
  return [...found].sort((left, right) => left.length - right.length || left.localeCompare(right));
}

const isMatch = ({ outputs }: Detector, bits: string): boolean =>
  outputs.some((output) => output.strings.some((text) => bits.endsWith(text)));

function reached(detector: Detector, states: readonly string[], from: string, bit: string): string {
  const { kind, overlaps } = detector;
  const seen = !overlaps && kind === 'moore' && isMatch(detector, from) ? '' : from;
  const bits = seen + bit;
  if (!overlaps && kind === 'mealy' && isMatch(detector, bits)) return '';
  for (let at = 0; at <= bits.length; at += 1) if (states.includes(bits.slice(at))) return bits.slice(at);
  return '';
}

const levels = ({ outputs }: Detector, bits: string): Record<string, string> =>
  Object.fromEntries(
    outputs.map(({ name, strings }) => [name, strings.some((text) => bits.endsWith(text)) ? "1'b1" : "1'b0"]),
  );

const nameOf = (prefix: string): string => (prefix === '' ? 'NONE' : `SEEN_${prefix}`);
