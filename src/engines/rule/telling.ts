import type { SentenceReading } from '../../english/index.ts';

/** The reading of a text that states nothing. */
export const CONTEXT: readonly SentenceReading[] = [{ statements: [{ s: 'context' }], rules: ['label'], cost: 0 }];

/** Words that say something of the circuit even in a heading, a label or a port's description. */
const TELLING =
  /\b(?:un)?signed\b|\bbcd\b|\bgr[ae]y\b|\bpipelin|\bsaturat|\bwrap|\bpriority\b|\brevers|\binvert|\bcomplement|\bnot\b|\bno\b|\bwithout\b|\bexcept|\bunless\b|\bif\b|\bwhen(?:ever)?\b|\bwhile\b|\bonly\b|\buntil\b|\bafter\b|\bbefore\b|\bdelay|\b(?:a)?synchronous|\bnegative\b|\bnegedge|\bfalling\b|\blow\b|\bmodulo\b|\bparity\b|\bone-?hot\b|\bstatic\b|\bevery\b|\beven\b|\bodd\b|\btwo'?s\b|\bregistered\b|\btoggle|\brotat|\bgated\b|\bexamples?\b|counter-?example|\bwrong\b|\bincorrect|\bbad\b|\bold\b|\blegacy\b|\bprevious\b|\boptional|\bfuture\b|\bdeprecated\b|\bobsolete\b|\bbug|\bfloat|\bfixed|\blater\b|\blatency\b|\bearlier\b/i;

/** Sections that do not say what to build. */
export const STATUS =
  /\bexamples?\b|counter-?example|\bwrong\b|\bincorrect|\bold\b|\blegacy\b|\bprevious\b|\boptional|\bfuture\b|\bdeprecated\b|\bobsolete\b|\bbug/i;

/** True where a heading, a label or a description says something of the circuit. */
export const isTelling = (text: string): boolean => TELLING.test(text);

/** What stands beside a port, without the stop at its end. */
export const roleText = ({ description }: { readonly description: string }): string =>
  description.trim().replace(/[.;]$/, '');
