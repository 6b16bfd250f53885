import { type EnglishScope, readSentence, type SentenceReading } from '../../english/index.ts';
import { CONTEXT } from './telling.ts';

/** What the line above a list says of all its entries. */
export interface Lead {
  /** Words that go before each entry ("At each rising edge of clk"); null where the line only names an order. */
  readonly prefix: string | null;
  /** Earlier entries go before later ones. */
  readonly isPriority: boolean;
  /** The signal whose values the entries are for ("The operation is chosen by op:"). */
  readonly selector: string | null;
  readonly readings: readonly SentenceReading[];
}

const PRIORITY =
  /^(?:in (?:the (?:following )?|this |descending |decreasing )?order of (?:descending |decreasing )?priority|(?:in order of )?priority,? (?:from )?(?:the )?highest (?:to (?:the )?lowest|first)|with (?:descending|decreasing) priority|(?:the )?highest priority first|by priority)(?:,? (?:the )?highest(?: priority)? first| \((?:the )?highest(?: priority)? first\))?$/i;

const SELECTED =
  /^(?:the |its )?(?:\w+ )?(?:operation|function|output|result|mode|action|behaviou?r|value(?: of \w+)?|\w+)(?: (?:that is )?(?:performed|done|carried out|executed))? (?:is |are )?(?:performed |computed |given )?(?:chosen by|selected by|determined by|depends on|controlled by|set by|depending on|according to)(?: the)?(?: value of)?(?: the)?(?: (?:input|signal|code|select input|control input|opcode))? (\w+)(?: as follows)?$/i;

const SELECTOR =
  /^(?:depending on|according to|based on)(?: the)?(?: value of)?(?: the)? (\w+)(?: the (?:output|result|operation)(?: \w+)? is)?(?: as follows)?$/i;

const FIRST_CASE =
  '(?:the )?(?:first|topmost|uppermost) (?:one )?(?:(?:of (?:these|those|them|the (?:following|entries|cases|rules|conditions|lines|points)|the following (?:rules|cases|conditions))|(?:rule|case|condition|entry|line|point)(?: (?:below|of the list|in the list))?) )?(?:that |which |whose condition )?(?:applies|matches|holds|is true|is met|is satisfied|fits)(?: (?:decides|wins|is taken|is used|is carried out|takes effect|counts|is the one that (?:counts|applies)))?';

/** "The first of these that applies decides", "only the first case that matches is carried out". */
const FIRST_WINS = new RegExp(`^(?:only )?${FIRST_CASE}$`, 'i');

const isOrder = (line: string): boolean => PRIORITY.test(line) || FIRST_WINS.test(line);

/** Reads a line that ends in a colon as the lead of a list; null where it is none. */
export function leadOf(text: string, scope: EnglishScope): Lead | null {
  if (!text.endsWith(':')) return null;
  const line = text.slice(0, -1).trim();
  if (isOrder(line)) return { prefix: null, isPriority: true, selector: null, readings: CONTEXT };
  const edged = EDGE_INSIDE.exec(line)?.groups;
  if (edged !== undefined)
    return selectingLead(`${edged['edge'] ?? ''}, ${edged['name'] ?? ''} selects the operation`, scope);
  const selector = (SELECTED.exec(line) ?? SELECTOR.exec(line))?.[1] ?? '';
  if (scope.names.includes(selector)) return { prefix: null, isPriority: false, selector, readings: CONTEXT };
  return selectingLead(line, scope) ?? edgeLead(line, scope);
}

/** `The operation performed at the rising clock edge is chosen by mode`. */
const EDGE_INSIDE =
  /^the (?:operation|function|action)(?: that is)? (?:performed|done|carried out|executed) (?<edge>(?:at|on) (?:the |each |every )?(?:rising|falling|positive|negative) (?:clock )?edges?(?: of (?:the )?`?\w+`?)?) is (?:chosen|selected|determined|given) by (?:the )?(?:input )?`?(?<name>\w+)`?$/i;

/** `At each rising edge of clk, mode selects the operation`: the edge goes before each entry, the input chooses it. */
const SELECTING =
  /^(?:(?<edge>(?:on|at|upon|with|by)\b[^,]*),\s*)?(?:the )?(?:input |signal )?(?<name>\w+) (?:selects|chooses|determines|decides|gives|sets)(?: the)? (?:operation|function|action|mode|what (?:happens|is done)|operation (?:of|that) [a-z ]+)(?: as follows)?$/i;

function selectingLead(line: string, scope: EnglishScope): Lead | null {
  const { edge, name = '' } = SELECTING.exec(line.replaceAll('`', ''))?.groups ?? {};
  if (!scope.names.includes(name)) return null;
  if (edge === undefined) return { prefix: null, isPriority: false, selector: name, readings: CONTEXT };
  const led = edgeLead(edge.trim(), scope);
  return led === null || led.isPriority ? null : { ...led, selector: name };
}

/** `On each rising edge of clk, in order of priority`. */
function edgeLead(line: string, scope: EnglishScope): Lead | null {
  const comma = line.lastIndexOf(',');
  const isPriority = comma > 0 && isOrder(line.slice(comma + 1).trim());
  const prefix = isPriority ? line.slice(0, comma).trim() : line;
  if (!/^(?:on|at|upon|with|by)\b/i.test(prefix)) return null;
  const readings = readSentence(`everything changes ${prefix.charAt(0).toLowerCase()}${prefix.slice(1)}`, scope).filter(
    (reading) => reading.statements.every(({ s }) => s === 'clock'),
  );
  return readings.length === 0 ? null : { prefix, isPriority, selector: null, readings };
}

/** Reads one entry under a lead; an entry behind the first of a list in order of priority is an `else if`. */
export function entryReadings(
  text: string,
  lead: Lead,
  at: { readonly scope: EnglishScope; readonly isFirst: boolean },
) {
  const joined = lead.prefix === null ? [] : readSentence(`${lead.prefix}, ${text}`, at.scope);
  const readings = joined.length > 0 ? joined : readSentence(text, at.scope);
  return lead.isPriority && !at.isFirst ? readings.map(chained) : readings;
}

function chained(reading: SentenceReading): SentenceReading {
  return {
    ...reading,
    statements: reading.statements.map((statement) =>
      statement.s === 'do' ? { ...statement, chain: true } : statement,
    ),
  };
}
