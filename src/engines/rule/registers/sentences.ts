import type { SentenceReading, Statement } from '../../../english/index.ts';

/** What a text may settle of a register map beyond its table; each is the `text` of a `register-map` fact. */
export type RegisterClaim =
  | 'bus-strobe'
  | 'bus-apb'
  | 'bus-axi4-lite'
  | 'unmapped-error'
  | 'unmapped-okay'
  | 'unmapped-zero'
  | 'set-wins'
  | 'write-only-zero'
  | 'reserved-zero'
  | 'read-combinational'
  | 'low-bits-ignored'
  | 'own-reset';

const WAYS = '(?:over|through|via|by|on)';
const REACHED = `(?:the )?(?:registers|register map|map|fields) (?:is|are) (?:accessed|reached|read and written) ${WAYS} (?:an?|the) `;
const UNMAPPED =
  '(?:an? |every |any )?access(?:es)? to (?:an? |any )?(?:unmapped|undefined) address(?:es)? (?:is|are)? ?';

/** Whole sentences only: a word more or less and the sentence is not read here. */
const SENTENCES: readonly (readonly [RegisterClaim, RegExp])[] = [
  ['bus-apb', whole(`${REACHED}(?:amba )?apb(?:3|4)?(?: bus| interface| port| slave)?`)],
  ['bus-axi4-lite', whole(`${REACHED}(?:amba )?axi4?[- ]lite(?: bus| interface| port| slave)?`)],
  ['bus-strobe', whole(`${REACHED}(?:simple )?strobed?(?: bus| interface| port)?`)],
  ['unmapped-error', whole(`${UNMAPPED}(?:answered with|answers with|returns?) (?:slverr|an error|pslverr)`)],
  ['unmapped-okay', whole(`${UNMAPPED}(?:answered with|answers with|returns?) okay`)],
  [
    'unmapped-zero',
    whole('reads? (?:of|from) (?:an? )?(?:unmapped|undefined) address(?:es)? (?:returns?|gives?) (?:0|zero)'),
  ],
  [
    'set-wins',
    whole('if hardware sets a (?:bit|field) (?:while|when|as) software clears it, (?:the set|hardware) wins'),
  ],
  ['write-only-zero', whole('write-only (?:fields|registers|bits) read (?:as )?(?:0|zero)')],
  [
    'reserved-zero',
    whole('(?:reserved|unused) bits read (?:as )?(?:0|zero)(?: and (?:ignore writes|writes to them are ignored))?'),
  ],
  ['read-combinational', whole('(?:the )?read data (?:is|are) combinational')],
  ['low-bits-ignored', whole('(?:the )?address bits (?:within|inside) a word are ignored')],
  ['own-reset', whole('(?:the )?reset sets (?:every|each) (?:field|register) to its reset value')],
];

function whole(words: string): RegExp {
  return new RegExp(`^${words}\\.?$`, 'i');
}

/** Readings of a sentence about a register map; none where it is about something else. */
export function readRegisterSentence(text: string): readonly SentenceReading[] {
  const plain = text.replaceAll(/[`*]/g, '').replaceAll(/\s+/g, ' ').trim();
  const claim = SENTENCES.find(([, pattern]) => pattern.test(plain))?.[0];
  if (claim === undefined) return [];
  const statement: Statement = { s: 'fact', fact: 'register-map', values: [], text: claim };
  return [{ statements: [statement], rules: [`registers.${claim}`], cost: 0 }];
}
