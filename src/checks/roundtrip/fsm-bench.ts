import type { PlanDomain, PlanFsm, PlanModule } from '../../contracts/plan.ts';
import { tokenizeVerilog } from '../../verilog/tokens.ts';
import { benchAround, type RoundTripBench } from './bench-text.ts';

/** Clock cycles of the random walk; enough to take every edge of a machine of tens of states many times. */
const CYCLES = 1500;

type Clocked = Extract<PlanFsm['realise'], { domain: string }>;

const widthOf = (module: PlanModule, name: string): number =>
  Number(module.ports.find((port) => port.name === name)?.type.width ?? 1);

function isObservable(module: PlanModule, fsm: PlanFsm): boolean {
  const outputs = module.ports.filter((port) => port.dir === 'output').map((port) => port.name);
  const named = outputNames(fsm);
  return (
    (fsm.vars ?? []).length === 0 &&
    named.length > 0 &&
    named.every((name) => outputs.includes(name)) &&
    !JSON.stringify(fsm.trans).includes('state_is') &&
    readNames(fsm).every((name) => module.ports.some((port) => port.name === name))
  );
}

/** Names that guards and output values read: a bench around the module sees its ports and nothing inside. */
function readNames(fsm: PlanFsm): readonly string[] {
  const outs = [fsm.default_out, ...fsm.states.map(({ out }) => out), ...fsm.trans.map(({ out }) => out)];
  const texts = [...fsm.trans.map(({ guard }) => guard), ...outs.flatMap((out) => Object.values(out ?? {}))];
  return texts.flatMap((text) =>
    tokenizeVerilog(String(text ?? ''))
      .filter((token) => token.kind === 'identifier')
      .map((token) => token.text),
  );
}

function outputNames(fsm: PlanFsm): readonly string[] {
  const names = new Set<string>(Object.keys(fsm.default_out ?? {}));
  for (const state of fsm.states) for (const name of Object.keys(state.out ?? {})) names.add(name);
  for (const edge of fsm.trans) for (const name of Object.keys(edge.out ?? {})) names.add(name);
  return [...names];
}

/** The machine as an if-chain over state indices, straight from the plan's edges: the independent model. */
function modelOf(fsm: PlanFsm, nonce: string, names: readonly string[]): readonly string[] {
  const index = new Map(fsm.states.map((state, position) => [state.name, position]));
  const value = (record: Readonly<Record<string, string>> | undefined, name: string): string | undefined =>
    record?.[name];
  const lines: string[] = [`${nonce}_next = ${nonce}_state;`];
  for (const state of fsm.states) {
    lines.push(`if (${nonce}_state == ${index.get(state.name)}) begin`);
    for (const name of names)
      lines.push(`  ${nonce}_w_${name} = ${value(state.out, name) ?? value(fsm.default_out, name) ?? '0'};`);
    const edges = fsm.trans.filter((edge) => edge.from === state.name);
    edges.forEach((edge, k) => {
      const mealy = names.flatMap((name) => {
        const out = value(edge.out, name);
        return out === undefined ? [] : [`${nonce}_w_${name} = ${out};`];
      });
      const body = [`${nonce}_next = ${index.get(edge.to)};`, ...mealy].join(' ');
      lines.push(`  ${k === 0 ? '' : 'else '}if (${edge.guard ?? "1'b1"}) begin ${body} end`);
    });
    lines.push('end');
  }
  return lines;
}

function resetLines(fsm: PlanFsm, domain: PlanDomain): { readonly assert: string; readonly release: string } | null {
  const reset = domain.reset;
  if (!reset || !('domain' in fsm.realise)) return null;
  const active = reset.active === 'high' ? 1 : 0;
  return { assert: `${reset.signal} = ${active};`, release: `${reset.signal} = ${1 - active};` };
}

/**
 * A bench that walks a clocked machine at random and compares every output in every cycle with the plan's edges;
 * null where the outputs are not ports, the machine has variables, or there is no reset to start from.
 */
export function fsmBench(
  module: PlanModule,
  fsm: PlanFsm,
  { seed, nonce }: { readonly seed: number; readonly nonce: string },
): RoundTripBench | null {
  if (!('domain' in fsm.realise) || !isObservable(module, fsm)) return null;
  const realise: Clocked = fsm.realise;
  const domain = (module.domains ?? []).find((entry) => entry.name === realise.domain);
  const reset = domain === undefined ? null : resetLines(fsm, domain);
  if (domain === undefined || reset === null || domain.edge === 'both') return null;
  const names = outputNames(fsm);
  const total = names.reduce((sum, name) => sum + widthOf(module, name), 0);
  const free = module.ports.filter(
    (port) => port.dir === 'input' && port.name !== domain.clock && port.name !== domain.reset?.signal,
  );
  const random = free
    .map((port) => `${port.name} = ${wideRandom(widthOf(module, port.name), `${nonce}_seed`)};`)
    .join(' ');
  const [idle, active] = domain.edge === 'pos' ? ['0', '1'] : ['1', '0'];
  const start = fsm.states.findIndex((state) => state.name === realise.reset_state);
  const body = [
    `${nonce}_seed = ${seed};`,
    `${domain.clock} = ${idle}; ${reset.assert} #1; ${domain.clock} = ${active}; #1; ${domain.clock} = ${idle}; #1;`,
    `${reset.release} ${nonce}_state = ${start};`,
    `for (${nonce}_i = 0; ${nonce}_i < ${CYCLES}; ${nonce}_i = ${nonce}_i + 1) begin`,
    `  ${random} #1;`,
    ...modelOf(fsm, nonce, names).map((line) => `  ${line}`),
    `  ${nonce}_check({${names.join(', ')}}, {${names.map((name) => `${nonce}_w_${name}`).join(', ')}}, {${total}{1'b1}});`,
    `  if ((${nonce}_i % 97) == 96) begin`,
    `    ${reset.assert} #1; ${domain.clock} = ${active}; #1; ${domain.clock} = ${idle}; #1; ${reset.release} ${nonce}_state = ${start};`,
    '  end else begin',
    `    ${domain.clock} = ${active}; #1; ${domain.clock} = ${idle}; #1; ${nonce}_state = ${nonce}_next;`,
    '  end',
    'end',
  ];
  const declarations = [
    `integer ${nonce}_seed, ${nonce}_state, ${nonce}_next, ${nonce}_i;`,
    ...names.map((name) => `reg [${widthOf(module, name) - 1}:0] ${nonce}_w_${name};`),
  ];
  return {
    text: benchAround(module, nonce, { declarations, body, compareWidth: total, shows: 'up-to-difference' }),
    top: `${nonce}_bench`,
    comparisons: CYCLES,
    of: `${CYCLES} random steps through ${fsm.states.length} states`,
    inputs: module.ports.filter((port) => port.dir === 'input').map((port) => port.name),
    outputs: names.map((name) => ({ name, width: widthOf(module, name) })),
  };
}

/** `$random` gives 32 bits; wider inputs need several. */
function wideRandom(width: number, seed: string): string {
  const words = Math.ceil(width / 32);
  return words <= 1 ? `$random(${seed})` : `{${Array.from({ length: words }, () => `$random(${seed})`).join(', ')}}`;
}
