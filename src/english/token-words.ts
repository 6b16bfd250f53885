/** Words that stand for two. */
export const CONTRACTIONS: Readonly<Record<string, readonly string[]>> = {
  "isn't": ['is', 'not'],
  "aren't": ['are', 'not'],
  "doesn't": ['does', 'not'],
  "don't": ['do', 'not'],
  "won't": ['will', 'not'],
  "can't": ['can', 'not'],
  cannot: ['can', 'not'],
  "shouldn't": ['should', 'not'],
  "mustn't": ['must', 'not'],
  "it's": ['it', 'is'],
  "that's": ['that', 'is'],
  "we'll": ['we', 'will'],
  "let's": ['let', 'us'],
};

/** Words that change no fact: articles and politeness. */
export const DROPPED: ReadonlySet<string> = new Set([
  'the',
  'an',
  'a',
  'please',
  'simply',
  'basically',
  'also',
  'then',
]);

/** Operators of more than one character, longest first. */
export const OPERATORS = [
  '<<<',
  '>>>',
  '===',
  '!==',
  '...',
  '<=',
  '>=',
  '==',
  '!=',
  '&&',
  '||',
  '<<',
  '>>',
  '~^',
  '^~',
  '~&',
  '~|',
  '**',
  '->',
  '=>',
];
