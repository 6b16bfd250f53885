import { type Draft, isSentence, type Trouble, troubleAt } from './facts.ts';

/** Words of a title that name a kind of circuit, or one side of two, by the part that all their forms share. */
const CONTRASTS: readonly string[] = [
  ...[
    'encod',
    'decod',
    'demultiplex',
    'multiplex',
    'compar',
    'subtract',
    'divi',
    'multipli',
    'latch',
    'stack',
    'queue',
  ],
  ...[
    'fifo',
    'lifo',
    'accumulat',
    'arbit',
    'rotat',
    'cyclic',
    'galois',
    'fibonacci',
    'nonlinear',
    'stretch',
    'shorten',
  ],
  ...['octal', 'hexadecimal', 'decimal', 'binary', 'leading', 'trailing', 'equality', 'magnitude', 'johnson', 'ring'],
  ...['down', 'left', 'right', 'serial', 'parallel', 'half', 'full', 'zero', 'minimum', 'maximum', 'inverted'],
];

/** What the rest of the text may say instead of a word of the title. */
const INSTEAD: Readonly<Record<string, RegExp>> = {
  decod: /\bcode\b|one-?hot|bit number|selects?\b/i,
  encod: /\b(?:number|index|position)\b/i,
  multiplex: /\bselect|\bsel|chosen|chooses/i,
  demultiplex: /\bselect|\bsel\b|routed|passed|goes to|sent/i,
  compar: /\b(?:less|greater|equal|larger|smaller)|[<>]/i,
  subtract: /\bdifference|\bminus\b| - |\bborrow/i,
  multipli: /\bproduct|\btimes\b| \* /i,
  divi: /\bquotient|\bremainder|\bperiod|\bfrequency|\btoggl|\binvert/i,
  latch: /\btransparent|\bfollows\b|\bholds\b|\bkeeps\b|\bgate\b/i,
  stack: /\bpush|\bpop|\blast\b/i,
  lifo: /\bpush|\bpop|\bstack/i,
  queue: /\bfifo|\boldest|\bfirst\b/i,
  fifo: /\bqueue|\boldest|\bwritten first|\bfirst\b/i,
  accumulat: /\badd(?:s|ed)?\b|\bsum\b/i,
  arbit: /\bgrant|\brequest/i,
  stretch: /\bcycles\b|\bcounter\b/i,
  decimal: /\bdigits?\b|\bbcd\b|\b9\b/i,
  binary: /\bcount|\badd|\bnumber/i,
  down: /\bdecre|\bminus\b/i,
  serial: /\bbit\b/i,
  parallel: /\bload|\bword|\ball\b/i,
  half: /\bsum\b|\bcarry|\^|xor/i,
  full: /\bsum\b|\bcarry|\^|xor/i,
  magnitude: /\b(?:less|greater|equal|larger|smaller)|[<>]/i,
  equality: /\bequal|\bsame\b|==/i,
  ring: /\brotat|\bcircul|\bshift/i,
  zero: /\b0\b|\bzeros?\b/i,
};

/**
 * A word of the title that the rest of the text does not bear out: the name of another kind of circuit than the sentences
 * describe is a mistake in one of the two.
 */
export function oddTitle({ spec, ports }: Draft): Trouble | null {
  const [title] = spec.body.filter(isSentence);
  if (title?.kind !== 'heading') return null;
  const rest = [
    spec.top.replaceAll('_', ' '),
    ...spec.body
      .filter((block) => isSentence(block) && block !== title)
      .map((block) => (isSentence(block) ? block.text : '')),
    ...ports.map(({ name, port }) => `${name} ${port.description}`),
  ].join(' ');
  const odd = CONTRASTS.find((stem) => {
    const said = new RegExp(`\\b${stem}`, 'i');
    return said.test(title.text) && !said.test(rest.replaceAll('_', ' ')) && INSTEAD[stem]?.test(rest) !== true;
  });
  return odd === undefined
    ? null
    : troubleAt('contradiction', 'the title calls it something that the sentences do not describe', title.span);
}
