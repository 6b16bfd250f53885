import type { DesignPlan, PlanModule, PlanPort } from '../../contracts/plan.ts';
import { benchAround, type RoundTripBench } from './bench-text.ts';

/** One point, or one clock cycle: inputs that are set, outputs that are then seen; Verilog constants or numbers. */
interface Example {
  readonly in: Readonly<Record<string, unknown>>;
  readonly out: Readonly<Record<string, unknown>>;
}

/** Examples of one module that are looked at. */
const MAX_EXAMPLES = 200;

/**
 * A bench that plays the examples that a plan gives of one of its modules (`checks` of kind `sequence`): for a module
 * with a clock one after the other from reset on, a clock cycle each, outputs compared behind the edge; else as points.
 * Null where there is none, or the module has more than one clock.
 */
export function exampleBench(plan: DesignPlan, module: PlanModule, nonce: string): RoundTripBench | null {
  const examples = examplesOf(plan, module.name);
  const domains = module.domains ?? [];
  const outputs = module.ports.filter((port) => port.dir === 'output');
  const compared = examples.filter((example) => digitsOf(example.out, outputs).some((digits) => digits.includes('1')));
  if (compared.length === 0 || new Set(domains.map(({ clock }) => clock)).size > 1) return null;
  const [domain] = domains;
  if (domain?.edge === 'both') return null;
  const width = outputs.reduce((sum, port) => sum + Number(port.type.width), 0);
  const names = outputs.map(({ name }) => name);
  const [idle, active] = domain?.edge === 'neg' ? ['1', '0'] : ['0', '1'];
  const tick = domain === undefined ? '#1;' : `#1 ${domain.clock} = ${active}; #1 ${domain.clock} = ${idle}; #1;`;
  const reset = domain?.reset ?? null;
  const start = reset === null ? '' : resetText(reset, tick);
  const body = [
    ...(domain === undefined ? [] : [`${domain.clock} = ${idle};`]),
    start,
    ...examples.flatMap((example) => {
      const [want = '', care = ''] = digitsOf(example.out, outputs);
      const set = settings(example, module, domain?.clock).join(' ');
      const check = `${nonce}_check({${names.join(', ')}}, ${width}'b${want}, ${width}'b${care});`;
      return care.includes('1') ? [`${set} ${tick} ${check}`] : [`${set} ${tick}`];
    }),
  ];
  return {
    text: benchAround(module, nonce, { declarations: [], body, compareWidth: width, shows: 'up-to-difference' }),
    top: `${nonce}_bench`,
    comparisons: compared.length,
    of: `${compared.length} examples that the plan gives of ${module.name}`,
    inputs: module.ports.filter((port) => port.dir === 'input').map((port) => port.name),
    outputs: outputs.map((port) => ({ name: port.name, width: Number(port.type.width) })),
  };
}

function resetText(
  { signal, active }: { readonly signal: string; readonly active: 'high' | 'low' },
  tick: string,
): string {
  const on = active === 'high' ? 1 : 0;
  return `${signal} = ${on}; ${tick} ${signal} = ${1 - on};`;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const examplesOf = (plan: DesignPlan, name: string): readonly Example[] =>
  (plan.checks ?? [])
    .filter(({ kind, of, data }) => kind === 'sequence' && of === name && Array.isArray(data))
    .flatMap(({ data }) => data as readonly unknown[])
    .flatMap((one): readonly Example[] =>
      isRecord(one) && isRecord(one['in']) && isRecord(one['out']) ? [{ in: one['in'], out: one['out'] }] : [],
    )
    .slice(0, MAX_EXAMPLES);

function settings(example: Example, module: PlanModule, clock: string | undefined): readonly string[] {
  return module.ports.flatMap((port) => {
    const value = port.dir === 'input' && port.name !== clock ? constantOf(example.in[port.name]) : null;
    return value === null ? [] : [`${port.name} = ${binary(port, value)};`];
  });
}

/** The joined outputs: what is wanted, and a 1 for each bit that the example gives. */
function digitsOf(out: Example['out'], outputs: readonly PlanPort[]): readonly [string, string] {
  const cells = outputs.map((port): readonly [string, string] => {
    const width = Number(port.type.width);
    const value = constantOf(out[port.name]);
    return value === null ? ['0'.repeat(width), '0'.repeat(width)] : [digits(value, width), '1'.repeat(width)];
  });
  return [cells.map(([want]) => want).join(''), cells.map(([, care]) => care).join('')];
}

const digits = (value: bigint, width: number): string => BigInt.asUintN(width, value).toString(2).padStart(width, '0');
const binary = (port: PlanPort, value: bigint): string => {
  const width = Number(port.type.width);
  return `${width}'b${digits(value, width)}`;
};

const BASES = { b: '0b', o: '0o', d: '', h: '0x' } as const;

/** `5`, `"5"`, `"-1"`, `"4'd5"`, `"8'hff"`; null for anything else. */
function constantOf(value: unknown): bigint | null {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  if (/^-?\d{1,40}$/.test(text)) return BigInt(text);
  const found = /^\d{0,4}'s?([bodh])([0-9a-f_]{1,80})$/i.exec(text);
  const base = BASES[(found?.[1]?.toLowerCase() ?? 'd') as keyof typeof BASES];
  const numeral = `${base}${found?.[2]?.replaceAll('_', '') ?? ''}`;
  return found === null || !VALID.test(numeral) ? null : BigInt(numeral);
}

const VALID = /^(?:0b[01]+|0o[0-7]+|\d+|0x[0-9a-f]+)$/i;
