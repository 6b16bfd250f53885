import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { num, type Value } from '../value.ts';
import { fact, opt } from './captures.ts';
import { val } from './values.ts';

/** A clock divided by a number; the output where the sentence names it, and the share of the period it is high. */
function divides(c: Captures): Statement | null {
  const duty = (c['d'] ?? null) as number | null;
  return fact('divides', opt(c, 't') === null ? [] : [val(c, 't')], {
    n: c['k'] as number,
    ...(duty === null ? {} : { text: String(duty) }),
  });
}

const UNITS: Readonly<Record<string, number>> = { hz: 1, khz: 1e3, mhz: 1e6, ghz: 1e9 };

/** A frequency as texts write it: in the largest unit that leaves it whole. */
function inWords(hertz: number): string {
  const [unit = 'hz', size = 1] = Object.entries(UNITS).findLast(([, one]) => hertz % one === 0) ?? [];
  return `${String(hertz / size)} ${unit}`;
}

const DUTY = "[[','] [with | and] d:<number> '%' duty cycle]";
const OUTPUT_CLOCK = '[output] [divided] [clock] [output] [signal]';

const CLAUSES: readonly RuleLine[] = [
  [
    'divides.module',
    `<circuit> [<modal>] (divides | divide) [frequency of] [input] [clock] [signal] [<clock-name>] [frequency] by k:<number> ${DUTY}`,
    divides,
  ],
  [
    'divides.made',
    `<make> [clock | frequency] divider (that | which) divides [frequency of] [input] [clock] [signal] [<clock-name>] [frequency] by k:<number> ${DUTY}`,
    divides,
  ],
  [
    'divides.by',
    `<make> divide by k:<number> (clock divider | frequency divider | divider | circuit | counter) ${DUTY}`,
    divides,
  ],
  [
    'divides.described',
    `${OUTPUT_CLOCK} [','] [with] frequency of <clock-name> divided by k:<number> ${DUTY}`,
    divides,
  ],
  ['divides.short', `[input] [clock] [<clock-name>] divided by k:<number> ${DUTY}`, divides],
  [
    'divides.frequency',
    `[output] frequency of t:<target> is [that of | frequency of] [input] [clock] [<clock-name>] [frequency] divided by k:<number> ${DUTY}`,
    divides,
  ],
  [
    'divides.frequencies',
    "<make> [frequency | clock] divider [that | with | where | whose | for] input [clock] [frequency] [of | is] f:<frequency> [signal] [',' | and] [and] outputs are [<number>] [clock] [frequencies | signals] [of] [':'] o:<frequencies>",
    (c) => {
      const input = c['f'] as number;
      const ratios = (c['o'] as readonly number[]).map((one) => input / one);
      return ratios.every((ratio) => Number.isInteger(ratio))
        ? fact('divides-each', ratios.map((ratio) => num(ratio)) satisfies readonly Value[], {
            text: [input, ...(c['o'] as readonly number[])].map((one) => inWords(one)).join(', '),
          })
        : null;
    },
  ],
  [
    'uses-count',
    '<circuit> (uses | has | contains | includes | employs) n:<number> w:<counted> [(to | for) <gloss>]',
    (c) => fact('uses-count', [], { n: c['n'] as number, text: String(c['w']) }),
  ],
];

/** Claims of what the whole does, which the sentences that tell how must bear out. */
export function addClaimRules(grammar: Grammar): void {
  addRules(grammar, 'frequency', [
    ['frequency', 'n:<number> u:<hertz>', (c) => (c['n'] as number) * (UNITS[String(c['u'])] ?? 1)],
  ]);
  for (const unit of Object.keys(UNITS)) addRules(grammar, 'hertz', [['hertz', unit, () => unit]]);
  addSeries(grammar, 'frequency-series', 'frequency', ['and']);
  addRules(grammar, 'frequencies', [
    ['frequencies.one', 'f:<frequency>', (c) => [c['f']]],
    ['frequencies.many', 'f:<frequency-series>', (c) => c['f']],
  ]);
  addRules(grammar, 'counted', [
    ['counted.counters', '(counter | counters)', () => 'counter'],
    ['counted.registers', '(register | registers | flip flops | flip flop)', () => 'register'],
  ]);
  addRules(grammar, 'clause', CLAUSES);
}
