/** Words that change what a circuit does; a gloss never swallows one. */
export const DANGER: ReadonlySet<string> = new Set(
  (
    'combinational combinatorial sequential clocked signed unsigned bcd gray johnson pipeline pipelined saturating saturate wrap wraps priority reversed inverted inverse complement ' +
    'not no without except unless if when while but only until after before delayed registered enable reset load asynchronous ' +
    'even odd every each twice double multiple half two three four one zero power synchronous negative falling low overflow carry borrow modulo parity lsb msb first last left right rotate arithmetic'
  ).split(' '),
);
