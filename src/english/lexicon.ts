/** Cardinal number words that specs use. */
export const NUMBER_WORDS: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
};

/** Ordinal number words. */
export const ORDINAL_WORDS: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
};

const IRREGULAR: Readonly<Record<string, string>> = {
  is: 'be',
  are: 'be',
  was: 'be',
  were: 'be',
  been: 'be',
  being: 'be',
  am: 'be',
  has: 'have',
  had: 'have',
  having: 'have',
  does: 'do',
  did: 'do',
  goes: 'go',
  went: 'go',
  chose: 'choose',
  chosen: 'choose',
  became: 'become',
  held: 'hold',
  kept: 'keep',
  fed: 'feed',
  driven: 'drive',
  drove: 'drive',
  written: 'write',
  wrote: 'write',
  taken: 'take',
  took: 'take',
  shown: 'show',
  seen: 'see',
  given: 'give',
  gave: 'give',
  built: 'build',
  made: 'make',
  sent: 'send',
  left: 'left',
  stored: 'store',
  indices: 'index',
  vertices: 'vertex',
  begun: 'begin',
  began: 'begin',
  found: 'find',
  drawn: 'draw',
};

/** Verbs and nouns of the grammar; their regular inflections are derived. */
const STEMS = (
  'implement design build create make write describe model provide realize realise develop perform compute calculate ' +
  'contain include use need require have show give specify represent act behave function work operate ' +
  'trigger clock reset set clear assert deassert activate initialize initialise preset force drive feed connect tie ' +
  'assign output produce generate report indicate signal return display update change become hold keep retain remain ' +
  'maintain stay pause stop resume continue increment decrement count step advance wrap roll reach equal exceed match ' +
  'toggle flip invert complement negate reverse shift rotate load capture sample store save latch enable disable ' +
  'choose select pick pass forward route copy take go enter leave return move transition insert append concatenate ' +
  'combine join split divide multiply add subtract sum compare detect recognize recognise find receive read push pop ' +
  'turn place put replicate repeat extend swap interchange exchange appear occur happen note assume consider ' +
  'suppose follow call name label describe consist correspond map decode encode convert release save saturate ' +
  'input output port bit vector byte word module circuit counter register gate table map state machine function ' +
  'value signal edge cycle level number input wire line position index element entry order operand result term ' +
  'flop adder multiplexer mux decoder encoder comparator multiplier subtractor latch inverter buffer detector ' +
  'generator memory clock bus half nibble digit case sequence pattern column row variable equation diagram waveform ' +
  'implementation input sum difference product carry borrow tap position zero one edge condition action'
).split(' ');

const forms = new Map<string, string>(Object.entries(IRREGULAR));
for (const stem of STEMS) for (const form of inflect(stem)) if (!forms.has(form)) forms.set(form, stem);

function inflect(stem: string): readonly string[] {
  const noE = stem.replace(/e$/, '');
  const noY = stem.replace(/y$/, '');
  const last = stem.charAt(stem.length - 1);
  const list = [stem, `${stem}s`, `${stem}es`, `${noE}ed`, `${noE}ing`, `${stem}${last}ed`, `${stem}${last}ing`];
  if (noY !== stem) list.push(`${noY}ies`, `${noY}ied`);
  return list;
}

/** The dictionary form of a word of the lexicon, or the word itself. */
export function lemmaOf(lower: string): string {
  return forms.get(lower) ?? lower;
}

/** Words of plain English that stand one letter from a word of the lexicon and must not be taken for it. */
const COMMON = new Set(
  (
    'rest form from when then than with this that what some each even ever over only both also into onto same such case cases ' +
    'thing think would could should there where which while these those their being start part parts list lists able been ' +
    'does done down here high just like long more most much must need next none note once open other pair part past pick plus ' +
    'real said sent side size soon stay step stop sure take tell time told true turn type used very wait walk want were will ' +
    'work your about above after again below cycle delay early equal every false final first found four five game goes good ' +
    'great last late left less level line live logic loop main make many mean might never night noted number often order ' +
    'place plain point print quite reach ready right round seen self send sense share shape short shown since small speed ' +
    'split stage state still table taken third three times total track trace truth under until upper usage users using value ' +
    'wires words world worth write wrong years zeros ones nine eight seven rate date dates fate hate gave save saved wave hold bold cold ' +
    'sold told mold fold gold pulse pause cause because base bases tape tapes caps laps maps rest test tests tested best west nest'
  ).split(' '),
);

/** True for words that are never respelt. */
export function isCommonWord(lower: string): boolean {
  return (
    COMMON.has(lower) ||
    forms.has(lower) ||
    NUMBER_WORDS[lower] !== undefined ||
    ORDINAL_WORDS[lower] !== undefined ||
    EXACT.has(lower)
  );
}

/** Adjectives and particles that rules name but that do not inflect. */
const EXACT = new Set(
  (
    'synchronous asynchronous synchronously asynchronously positive negative rising falling active high low signed unsigned ' +
    'binary decade saturating overlapping bidirectional arithmetic logical galois fibonacci maximal maximum minimum minimal ' +
    'combinational sequential parallel serial registered mealy moore otherwise unless whenever while respectively inclusive ' +
    'higher lower upper bottom least most significant priority precedence inverse concatenation karnaugh boolean'
  ).split(' '),
);

/** Words that a misspelling may be mended to. */
export function lexiconStems(): ReadonlySet<string> {
  return MENDABLE;
}

const MENDABLE: ReadonlySet<string> = new Set([
  ...STEMS,
  ...EXACT,
  ...[...forms.keys()].filter((form) => /(?:s|ed|ing)$/.test(form)),
]);
