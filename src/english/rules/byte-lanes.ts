import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Edge, ResetFacts, Statement } from '../statement.ts';
import { ref, type Value } from '../value.ts';
import { fact } from './captures.ts';
import { val } from './values.ts';

/** An enable bit and the lane of the data it is for. */
function lane(c: Captures): Statement | null {
  const [enable, data] = [val(c, 'e'), val(c, 'd')];
  const isBit = enable.k === 'index' || enable.k === 'name';
  const size = c['w'] as string | undefined;
  return isBit && data.k === 'slice' ? fact('lane', [enable, data], size === undefined ? {} : { text: size }) : null;
}

interface At {
  readonly edge: Edge | null;
  readonly clock: Value | null;
  readonly reset?: ResetFacts;
}

/** The sentence that says what the lanes are for; the enables it names, and the edge where it has one. */
function lanes(c: Captures): readonly Statement[] | null {
  const at = c['a'] as At | undefined;
  if (at?.reset !== undefined) return null;
  const values = ['b', 'd'].flatMap((name) => (c[name] === undefined ? [] : [ref(String(c[name]))]));
  const said = fact('lanes', values);
  return at?.edge == null ? [said] : [said, { s: 'clock', edge: at.edge, clock: at.clock }];
}

const WRITTEN = '(written | updated | loaded | modified | changed | stored)';
const UNIT = '(byte | lane | nibble)';
const UNITS = '(bytes | lanes | nibbles)';
const REST =
  '[other | remaining | disabled | unselected | all other] (bytes | byte | lanes | nibbles) [(that | which | whose enable) (are | is) (not (enabled | selected | written) | disabled | 0 | low)] [<modal>] (hold | holds | keep | keeps | retain | retains | remain | remains | stay | stays | are unchanged | do not change) [(its | their) [old | current | previous] (value | values | contents)] [unchanged]';

const CLAUSES: readonly RuleLine[] = [
  [
    'lane',
    "[while] [bit] e:<operand> [<modal>] (controls | control | belongs to | enables | enable | selects | is for | corresponds to | governs | covers | writes | affects) [w:<lane-word> (byte | half | nibble)] ['('] d:<operand> [')']",
    lane,
  ],
  ['lane.short', 'e:<operand> to d:<operand>', (c) => (val(c, 'e').k === 'index' ? lane(c) : null)],
  [
    'lanes.control',
    `[byte enable | write enable] [(input | inputs | signal | signals)] [b:<name>] [<modal>] (controls | control | select | selects | determine | determines | choose | chooses | decide | decides) (which ${UNITS} | whether (each | every) ${UNIT}) [of (register | output | <number> registers | <number> bit register | <name>)] [<modal>] (is | are | be) ${WRITTEN} [to] [a:<at-edge> | on that cycle | in that cycle]`,
    lanes,
  ],
  [
    'lanes.load',
    `[a:<at-edge>] [','] (each | every) ${UNIT} whose (bit | enable | enable bit | bit in b:<name> | bit of b:<name>) is (1 | high | set) is ${WRITTEN} (from | with) (matching | corresponding | same) ${UNIT} of d:<name>`,
    lanes,
  ],
  ['lanes.rest', REST, () => fact('lanes-rest')],
  [
    'lanes.consists',
    '[n:<number> bit] register (consists of | is made of | is divided into | has) k:<number> bytes',
    (c) => fact('lanes-count', [], { n: c['k'] as number, ...(c['n'] === undefined ? {} : { text: String(c['n']) }) }),
  ],
];

/** Registers written lane by lane: which enable bit belongs to which bits of the data. */
export function addByteLaneRules(grammar: Grammar): void {
  addRules(grammar, 'lane-word', [
    ['lane-word.high', '(upper | high | higher | top | most significant)', () => 'upper'],
    ['lane-word.low', '(lower | low | bottom | least significant)', () => 'lower'],
    ['lane-word.any', '(first | second | third | fourth | middle)', () => 'any'],
  ]);
  addRules(grammar, 'clause', CLAUSES);
}
