import type { DesignPlan, PlanFsm, PlanNode, PlanTable } from '../../contracts/plan.ts';
import type { Spec } from '../../contracts/spec.ts';
import type { SolvedFacts } from '../llm/author.ts';
import { NO_FACTS } from '../llm/author.ts';
import { planPorts } from '../llm/plan-ports.ts';
import { dataInputs } from '../rule/data-inputs.ts';
import { mainDomain } from '../rule/domain.ts';
import { draftOf } from '../rule/draft.ts';
import type { Draft } from '../rule/facts.ts';
import { PATTERNS } from '../rule/patterns/index.ts';
import { combinations, readProse } from '../rule/reading.ts';
import { resetWords } from './reset-words.ts';

/** Patterns that read formal parts: what they make follows from the part, not from the prose around it. */
const FORMAL: ReadonlySet<string> = new Set([
  'truth-table',
  'karnaugh',
  'term-list',
  'state-machine',
  'next-state',
  'waveform',
]);

/**
 * What the rules can solve of a spec that they do not cover: clock and reset, tables, machines. A solved part becomes a
 * check only where it reads all the design's data inputs; else an unread sentence might still change it.
 */
export function solvedFacts(spec: Spec): SolvedFacts {
  const readable = readProse(spec).filter((sentence) => sentence.readings.length > 0);
  const [facts = []] = combinations(readable);
  const drafted = draftOf(spec, facts);
  if (!drafted.ok) return NO_FACTS;
  const draft = drafted.value;
  const nodes = solvedNodes(draft);
  const complete = nodes.filter((node) => readsEverything(node, draft));
  return {
    lines: [
      ...clockLines(draft),
      ...traceLines(draft),
      ...nodes.map((node) => `Use this node as it is: ${JSON.stringify(withoutSource(node))}`),
    ],
    plans: complete.map((node) => planAround(node, draft)),
  };
}

type Solved = PlanTable | PlanFsm;

function solvedNodes(draft: Draft): readonly Solved[] {
  const open = { facts: draft.facts, parts: draft.parts, outputs: draft.outputs };
  const nodes = PATTERNS.filter((pattern) => FORMAL.has(pattern.id)).flatMap((pattern): readonly PlanNode[] => {
    const made = pattern.plan(draft, open);
    return made.ok && made.value !== null ? made.value.nodes : [];
  });
  return nodes.filter((node): node is Solved => node.kind === 'table' || node.kind === 'fsm');
}

/** What the text says of clock and reset; what was only taken by convention is said to be open. */
function clockLines({ clock, clockFacts, reset, assumptions, spec }: Draft): readonly string[] {
  const edge = clock === null || clockFacts.length === 0 ? '' : `, active edge: ${clock.edge}`;
  const clockLine = clock === null ? [] : [`The clock is ${clock.name}${edge}.`];
  if (reset === null) return clockLine;
  const isAssumed = (rule: string): boolean => assumptions.some((one) => one.rule === rule);
  const words = resetWords(spec.text);
  const kind = isAssumed('reset.kind-by-convention') ? words.kind : reset.kind;
  const active = isAssumed('reset.polarity-by-name') ? (words.active ?? `${reset.active} by its name`) : reset.active;
  const said = [...(kind === null ? [] : [kind]), `active ${active}`].join(', ');
  return [...clockLine, `The reset is ${reset.signal}: ${said}.${kind === null ? OPEN_KIND : ''}`];
}

const OPEN_KIND =
  ' Whether it is synchronous is for you to read. Where nothing tells (such as "posedge clk or negedge rst_n"), take asynchronous for an active-low reset and synchronous for another.';

/** Traces are not solved, but they will be held against the design. */
const traceLines = ({ spec }: Draft): readonly string[] =>
  spec.body.some(({ kind }) => kind === 'waveform') ? ['The design must reproduce the waveform row by row.'] : [];

/** Every data input's name occurs in what the node reads. */
function readsEverything(node: Solved, draft: Draft): boolean {
  const read = node.kind === 'table' ? node.inputs : node.trans.flatMap((edge) => edge.guard ?? []);
  const names = new Set(read.join(' ').match(/[A-Za-z_][A-Za-z0-9_$]*/g) ?? []);
  return dataInputs(draft).every((port) => names.has(port.name));
}

function planAround(node: Solved, draft: Draft): DesignPlan {
  const domain = mainDomain(draft);
  const { spec } = draft;
  return {
    ir: 'veriloom/plan@1',
    top: spec.top,
    modules: [
      { name: spec.top, ports: planPorts(spec), ...(domain === null ? {} : { domains: [domain] }), body: [node] },
    ],
  };
}

const withoutSource = (node: Solved): unknown =>
  JSON.parse(JSON.stringify(node, (key: string, value: unknown) => (key === 'src' ? undefined : value)));
