import type { Token } from './token.ts';

/** Words that open a sentence and state nothing, by their first word. */
const LEADS: readonly (readonly string[])[] = [
  'note that',
  'note :',
  'note',
  'please note that',
  'observe that',
  'notice that',
  'remember that',
  'keep in mind that',
  'be aware that',
  'of course',
  'in particular',
  'in general',
  'in other words',
  'in short',
  'in summary',
  'in detail',
  'in addition',
  'in fact',
  'that is to say',
  'that is',
  'that means',
  'that means that',
  'this means',
  'this means that',
  'it follows that',
  'ie',
  'however',
  'additionally',
  'furthermore',
  'moreover',
  'besides',
  'finally',
  'lastly',
  'here',
  'thus',
  'therefore',
  'hence',
  'consequently',
  'accordingly',
  'as result',
  'as before',
  'as usual',
  'assume that',
  'assume',
  'internally',
  'specifically',
  'more specifically',
  'more precisely',
  'to be precise',
  'precisely',
  'concretely',
  'similarly',
  'likewise',
  'for (this | your | our) (problem | exercise | question | task | assignment | lab | part | module | circuit | design)',
  'in (this | your | our) (problem | exercise | question | task | assignment | lab | part | module | circuit | design | block)',
].flatMap((line) => spelledOut(line));

/** Every way through the alternatives of a line. */
function spelledOut(line: string): readonly (readonly string[])[] {
  const open = /\(([^)]*)\)/.exec(line);
  if (open === null) return [line.split(' ')];
  return (open[1] ?? '').split('|').flatMap((word) => spelledOut(line.replace(open[0], word.trim())));
}

/** Longest first, so that "that means that" is not taken for "that means". */
const BY_LENGTH = [...LEADS].sort((left, right) => right.length - left.length);

/** Where a sentence starts behind what opens it: "Note that, in other words, …". */
export function leadAt(tokens: readonly Token[]): number {
  let at = 0;
  for (let round = 0; round < 3; round += 1) {
    const lead = BY_LENGTH.find((words) => words.every((word, index) => tokens[at + index]?.lower === word));
    if (lead === undefined || isNamed(tokens, at, lead.length)) return at;
    at += lead.length;
    if (tokens[at]?.text === ',' || tokens[at]?.text === ':') at += 1;
  }
  return at;
}

/** A port may be called `note` or `here`. */
const isNamed = (tokens: readonly Token[], at: number, count: number): boolean =>
  tokens.slice(at, at + count).some((token) => token.name !== null && token.exact);
