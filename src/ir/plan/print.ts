import type { DesignPlan, PlanModule, PlanNode } from '../../contracts/plan.ts';

/** Members in the order in which a reader wants them; others follow by name. */
const ORDER = [
  'ir',
  'top',
  'kind',
  'name',
  'doc',
  'lib',
  'of',
  'dir',
  'lhs',
  'rhs',
  'type',
  'width',
  'signed',
  'range',
  'role',
  'params',
  'ports',
  'domains',
  'clock',
  'edge',
  'domain',
  'from',
  'guard',
  'when',
  'to',
  'inputs',
  'outputs',
  'rows',
  'in',
  'out',
  'modules',
  'body',
  'assumptions',
  'checks',
  'coverage',
];
const RANK = new Map(ORDER.map((key, index) => [key, index]));

/** The plan as JSON with a stable order of members, ready to be read back by `designPlanSchema`. */
export const printPlan = (plan: DesignPlan): string => `${JSON.stringify(sorted(plan), null, 2)}\n`;

// Only the schema's own members are ordered; the keys of records (`connect`, `out`, `codes`) keep theirs.
const sorted = (value: unknown, record = false): unknown => {
  if (Array.isArray(value)) return value.map((item) => sorted(item));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  const ordered = record ? entries : entries.toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(ordered.map(([key, v]) => [key, sorted(v, RECORDS.has(key) && !Array.isArray(v))]));
};

const RECORDS: ReadonlySet<string> = new Set(['connect', 'bind', 'codes', 'default_out', 'out', 'params', 'data']);
const rank = (key: string): number => RANK.get(key) ?? ORDER.length;

/** The plan as short text, one line a port, domain, node, row and edge. */
export const describePlan = (plan: DesignPlan): string => {
  const assumptions = (plan.assumptions ?? []).map((a) => `assume ${a.severity}: ${a.text}`);
  return [`design ${plan.top}`, ...plan.modules.flatMap(moduleLines), ...assumptions, ''].join('\n');
};

const moduleLines = (module: PlanModule): readonly string[] => {
  const doc = module.doc === undefined ? '' : `  -- ${module.doc}`;
  const params = (module.params ?? []).map((param) => `  param ${param.name} = ${param.default}`);
  const ports = module.ports.map(
    (port) => `  ${port.dir} ${port.name}${typeText(port.type)}${port.role === undefined ? '' : ` (${port.role})`}`,
  );
  const domains = (module.domains ?? []).map((domain) => {
    const { reset } = domain;
    const text =
      reset === null || reset === undefined ? 'no reset' : `${reset.kind} reset ${reset.signal} active ${reset.active}`;
    return `  domain ${domain.name}: ${domain.edge} ${domain.clock}, ${text}`;
  });
  return [
    `module ${module.name}${doc}`,
    ...params,
    ...ports,
    ...domains,
    ...module.body.flatMap((node) => nodeLines(node).map((l) => `  ${l}`)),
  ];
};

const typeText = (type: PlanModule['ports'][number]['type']): string => {
  const sign = type.signed === true ? ' signed' : '';
  const range = type.range === undefined ? '' : ` [${type.range.join(':')}]`;
  return `${type.width === 1 ? '' : `: ${type.width}`}${range}${sign}`;
};

const nodeLines = (node: PlanNode): readonly string[] => {
  switch (node.kind) {
    case 'net':
      return [`net ${node.name}${typeText(node.type)}`];
    case 'assign':
      return [
        `${node.lhs} = ${node.rhs}${node.dontcare_when === undefined ? '' : `  (free when ${node.dontcare_when})`}`,
      ];
    case 'reg':
      return regLines(node);
    case 'latch':
      return [`latch ${node.name}${typeText(node.type)}: while ${node.gate} takes ${node.d}`];
    case 'table':
      return tableLines(node);
    case 'fsm':
      return fsmLines(node);
    case 'mem':
      return [
        `mem ${node.name}: ${node.depth} x ${node.width}`,
        ...node.ports.map(
          (p) => `  ${p.mode} ${p.dir} [${p.addr}] ${p.data}${p.en === undefined ? '' : ` when ${p.en}`}`,
        ),
      ];
    case 'instance':
      return [
        `instance ${node.name} of ${node.of}`,
        ...Object.entries(node.connect).map(([port, text]) => `  .${port} = ${text}`),
      ];
    case 'component':
      return [
        `component ${node.lib} ${JSON.stringify(node.params ?? {})}`,
        ...Object.entries(node.bind).map(([pin, text]) => `  .${pin} = ${text}`),
      ];
    case 'for':
      return [
        `for ${node.var} = ${node.from}..${node.to}${node.edge === undefined ? '' : ` edge ${node.edge}`}`,
        ...node.body.flatMap((inner) => nodeLines(inner).map((l) => `  ${l}`)),
      ];
    case 'raw':
      return [`raw drives ${node.drives.join(', ')} reads ${node.reads.join(', ')}`];
  }
};

const regLines = (node: Extract<PlanNode, { kind: 'reg' }>): readonly string[] => {
  const extras = [
    node.reset === undefined || node.reset === null ? '' : ` reset ${node.reset}`,
    node.init === undefined || node.init === null ? '' : ` init ${node.init}`,
    node.enable === undefined ? '' : ` enable ${node.enable}`,
    node.write_mask === undefined ? '' : ` mask ${node.write_mask}`,
  ].join('');
  const head = `reg ${node.name}${typeText(node.type)} on ${node.domain}${extras}`;
  if (typeof node.next === 'string') return [`${head}: ${node.next}`];
  return [head, ...node.next.map((step) => `  ${step.when === undefined ? 'else' : `when ${step.when}`}: ${step.to}`)];
};

const tableLines = (node: Extract<PlanNode, { kind: 'table' }>): readonly string[] => {
  const policy = node.dontcare_policy === undefined ? '' : `, free cells ${node.dontcare_policy}`;
  return [
    `table ${node.inputs.join(' ')} -> ${node.outputs.join(' ')}  (missing: ${node.missing}${policy})`,
    ...node.rows.map((row) => `  ${row.in.join(' ')} -> ${row.out.join(' ')}`),
  ];
};

const pairs = (out: Readonly<Record<string, string>> | undefined): string =>
  out === undefined
    ? ''
    : ` (${Object.entries(out)
        .map(([name, value]) => `${name}=${value}`)
        .join(', ')})`;

const fsmLines = (node: Extract<PlanNode, { kind: 'fsm' }>): readonly string[] => {
  const start =
    'domain' in node.realise
      ? `on ${node.realise.domain}, reset to ${node.realise.reset_state}`
      : `next state of ${node.realise.state_in}`;
  return [
    `fsm ${node.name}: ${node.style} ${start}, ${node.encoding.scheme}${node.encoding.by_inspection === true ? ' by inspection' : ''}`,
    ...node.states.map(
      (state) =>
        `  state ${state.name}${node.encoding.codes?.[state.name] === undefined ? '' : ` = ${node.encoding.codes[state.name]}`}${pairs(state.out)}`,
    ),
    ...(node.vars ?? []).flatMap((reg) => regLines(reg).map((line) => `  ${line}`)),
    ...node.trans.map(
      (edge) => `  ${edge.from} -${edge.guard === undefined ? '' : ` ${edge.guard} `}-> ${edge.to}${pairs(edge.out)}`,
    ),
  ];
};
