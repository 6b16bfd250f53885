import { fail, type Outcome, ok } from '../../contracts/outcome.ts';
import { type DesignPlan, designPlanSchema } from '../../contracts/plan.ts';
import type { Spec } from '../../contracts/spec.ts';
import { jsonOf, type UnreadableReply } from './json-reply.ts';
import { planPorts } from './plan-ports.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/**
 * A model's reply as a plan. What the specification gives (name, ports and parameters of the top module) is not the
 * model's to say and is put in; near misses of the form are read as what they mean; everything else must fit the schema.
 */
export function decodePlan(reply: string, spec: Spec): Outcome<DesignPlan, UnreadableReply> {
  const json = jsonOf(reply);
  if (!json.ok) return json;
  return parsedPlan(completed(json.value, spec));
}

function completed(value: unknown, spec: Spec): unknown {
  if (!isObject(value)) return value;
  const modules = modulesOf(value);
  const top = topIndex(modules, spec.top);
  const decoded = modules.map((module, index) => moduleOf(module, index === top ? spec : null));
  const checks = decoded.flatMap((module, index) => examplesOf(modules[index], module));
  return {
    ir: 'veriloom/plan@1',
    top: spec.top,
    modules: decoded,
    ...(checks.length === 0 ? {} : { checks }),
  };
}

/** What a model gave as examples of a module, as checks of the plan. */
function examplesOf(given: unknown, module: unknown): readonly Json[] {
  if (!isObject(given) || !isObject(module)) return [];
  const { examples } = given;
  return Array.isArray(examples) && examples.length > 0
    ? [{ kind: 'sequence', of: module['name'], data: examples.filter(isObject) }]
    : [];
}

/** A reply that holds one module of a plan, as the plan with that module in the place of the old one, ports kept. */
export function decodePart(
  reply: string,
  { plan, module, spec }: { readonly plan: DesignPlan; readonly module: string; readonly spec: Spec },
): Outcome<DesignPlan, UnreadableReply> {
  const json = jsonOf(reply);
  if (!json.ok) return json;
  const given = isObject(json.value) ? modulesOf(json.value) : [];
  const named = given.find((one) => isObject(one) && one['name'] === module) ?? (given.length === 1 ? given[0] : null);
  const old = plan.modules.find(({ name }) => name === module);
  if (!isObject(named) || old === undefined)
    return fail({ kind: 'schema', detail: `there is no module ${module} in it` });
  const written = { ...(moduleOf(named, module === plan.top ? spec : null) as Json), name: module, ports: old.ports };
  const checks = [
    ...(plan.checks ?? []).filter(({ of }) => of !== module || !Array.isArray(named['examples'])),
    ...examplesOf(named, written),
  ];
  const modules = plan.modules.map((one) => (one.name === module ? written : one));
  return parsedPlan({ ...plan, modules, ...(checks.length === 0 ? {} : { checks }) });
}

function parsedPlan(value: unknown): Outcome<DesignPlan, UnreadableReply> {
  const parsed = designPlanSchema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const issues = parsed.error.issues.slice(0, 4).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return fail({ kind: 'schema', detail: issues.join('; ') });
}

/** `{modules: […]}`, a bare module, or `{plan: {…}}` and the like. */
function modulesOf(value: Json): readonly unknown[] {
  const { modules, body } = value;
  if (Array.isArray(modules)) return modules;
  if (isObject(modules))
    return Object.entries(modules).map(([name, module]) => (isObject(module) ? { name, ...module } : module));
  if (Array.isArray(body)) return [value];
  const inner = Object.values(value).find(
    (one) => isObject(one) && (Array.isArray(one['modules']) || Array.isArray(one['body'])),
  );
  return isObject(inner) ? modulesOf(inner) : [];
}

/** The module of the specification's name; else the one that is called like a top; else the last, as in Verilog. */
function topIndex(modules: readonly unknown[], top: string): number {
  const named = (name: RegExp | string): number =>
    modules.findIndex((module) => {
      const own = isObject(module) ? module['name'] : null;
      return typeof own === 'string' && (typeof name === 'string' ? own === name : name.test(own));
    });
  const exact = named(top);
  if (exact !== -1) return exact;
  const usual = named(/^(?:top|top_?module|main|dut)$/i);
  return usual === -1 ? modules.length - 1 : usual;
}

function moduleOf(module: unknown, spec: Spec | null): unknown {
  if (!isObject(module)) return module;
  const own = Array.isArray(module['body']) ? module['body'].filter((node) => !isPortNet(node, spec)).map(nodeOf) : [];
  const domains = Array.isArray(module['domains']) ? { domains: module['domains'].map(domainOf) } : {};
  const rest = Object.fromEntries(Object.entries(module).filter(([, value]) => value !== null));
  if (spec === null) return { ...rest, ...domains, body: own };
  const params = spec.params.map(({ name, value }) => ({ name, default: value === '' ? 1 : value }));
  return {
    ...rest,
    ...domains,
    name: spec.top,
    ports: planPorts(spec),
    ...(params.length === 0 ? {} : { params }),
    body: own,
  };
}

/** A port declared once more as a net; the port stands already. */
const isPortNet = (node: unknown, spec: Spec | null): boolean =>
  isObject(node) && node['kind'] === 'net' && (spec?.ports ?? []).some((port) => port.name === node['name']);

function nodeOf(node: unknown): unknown {
  if (!isObject(node)) return node;
  if (node['kind'] === 'table') return tableOf(node);
  if (node['kind'] === 'fsm') return machineOf(node);
  const type = typeOf(node);
  const rest = Object.fromEntries(Object.entries(node).filter(([key, value]) => value !== null || key === 'reset'));
  return { ...rest, ...(type === null ? {} : { type }), ...(node['kind'] === 'reg' ? resetText(node) : {}) };
}

/** Cells of a table may be sized constants (`8'h45`); the plan holds bits. */
function tableOf(node: Json): Json {
  const { rows, default: rest } = node;
  const cells = (value: unknown): unknown => (Array.isArray(value) ? value.map(bitsOf) : value);
  const row = (value: unknown): unknown =>
    isObject(value) ? { ...value, in: cells(value['in']), out: cells(value['out']) } : value;
  const known = Object.fromEntries(Object.entries(node).filter(([, value]) => value !== null));
  return {
    ...known,
    ...(Array.isArray(rows) ? { rows: rows.map(row) } : {}),
    ...(Array.isArray(rest) ? { default: cells(rest) } : {}),
  };
}

/** A model is promised that a machine stays where no guard is true; the plan wants that edge written. */
function machineOf(node: Json): Json {
  const { states, trans, guards } = node;
  const known = Object.fromEntries(Object.entries(node).filter(([, value]) => value !== null));
  if (!Array.isArray(states) || !Array.isArray(trans) || guards === 'exclusive') return known;
  const edges = trans.filter(isObject);
  const open = states.filter(isObject).filter(({ name }) => {
    const own = edges.filter(({ from }) => from === name);
    return own.length > 0 && own.every(({ guard }) => typeof guard === 'string');
  });
  return { ...known, trans: [...trans, ...open.map(({ name }) => ({ from: name, to: name }))] };
}

const CELL = /^(\d{1,4})'(?:b([01]+)|d(\d+)|h([0-9a-f]+))$/i;

function bitsOf(cell: unknown): unknown {
  if (typeof cell === 'number' && (cell === 0 || cell === 1)) return String(cell);
  const found = typeof cell === 'string' ? CELL.exec(cell.replaceAll(/[\s_]/g, '')) : null;
  if (found === null) return cell;
  const [, width, binary, decimal, hex] = found;
  const value = BigInt(binary !== undefined ? `0b${binary}` : hex !== undefined ? `0x${hex}` : (decimal ?? '0'));
  return value.toString(2).padStart(Number(width), '0');
}

/** `"type": 8` and `"width": 8` beside the name mean a type of that width. */
function typeOf(node: Json): Json | null {
  if (node['kind'] !== 'net' && node['kind'] !== 'reg' && node['kind'] !== 'latch') return null;
  const { type, width } = node;
  if (isObject(type)) return type;
  const given = type ?? width ?? 1;
  return { width: typeof given === 'number' ? given : String(given) };
}

const resetText = (node: Json): Json => {
  const { reset } = node;
  return typeof reset === 'boolean' ? { reset: reset ? 1 : 0 } : {};
};

const EDGES: Readonly<Record<string, string>> = { posedge: 'pos', rising: 'pos', negedge: 'neg', falling: 'neg' };

function domainOf(domain: unknown): unknown {
  if (!isObject(domain)) return domain;
  const { edge } = domain;
  const known = typeof edge === 'string' && Object.hasOwn(EDGES, edge) ? EDGES[edge] : (edge ?? 'pos');
  return { ...domain, edge: known };
}
