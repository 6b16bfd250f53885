/** Words that change what a circuit does; a gloss never swallows one. */
export const DANGER: ReadonlySet<string> = new Set(
  (
    'combinational combinatorial sequential clocked signed unsigned bcd gray johnson pipeline pipelined saturating saturate wrap wraps priority reversed inverted inverse complement ' +
    'not no without except unless if when while but only until after before delayed registered enable reset load asynchronous ' +
    'even odd every each twice double multiple half two three four one zero power synchronous negative falling low overflow carry borrow modulo parity lsb msb first last left right rotate arithmetic ' +
    'towards toward least most significant upper lower previous next'
  ).split(' '),
);

/** Beginnings of words that name a behaviour even where no rule of the grammar does. */
const BEHAVIOUR =
  /^(?:pipelin|saturat|wrap|invert|revers|complement|delay|regist|sync|async|sign|unsign|gr[ae]y|bcd|round|truncat|overflow|underflow|latch|debounc|filter|glitch|except|negat|accumulat|toggl|hold|held|retain|keep|gated|gating|tri|float|fixed|parit|onehot|hot|increment|decrement|averag|median|sort|crc|hash|encrypt|decrypt|checksum|divi|multipl|subtract|add|sum|scale|shift|rotat|count|compar|priorit|arbitrat|serial|parallel|buffer|queue|fifo|lifo|stack|memor|ram|rom|swap|mirror|mask|clamp|limit|clip|absolut|squar|root|random|lfsr|prim|factor|modul|remain|largest|smallest|minim|maxim|most|least|larg|small|great|duplicat|double|half|halv|twice|once|never|always|every|all|none|any|exclus|inclus|opposite|alternat|periodic|freez|frozen|stop|paus|reset|clear|preset|enabl|disabl)/;

/** True for a word that names a behaviour. */
export const isBehaviour = (word: string): boolean => BEHAVIOUR.test(word);
