import { describe, expect, test } from 'vitest';
import {
  type BooleanOracle,
  type Instance,
  karnaughMap,
  plaCover,
  termList,
  truthTable,
} from '../generators/boolean.ts';
import { diagramFile, edgeList, type MachineOracle, stateTable } from '../generators/machine.ts';
import { random } from '../generators/random.ts';
import { planText } from './circuit.ts';

const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);

describe('Boolean representations', () => {
  test.each<[string, (seed: number) => Instance<BooleanOracle>]>([
    ['truth tables', truthTable],
    ['Karnaugh maps', karnaughMap],
    ['term lists', termList],
    ['espresso covers', plaCover],
  ])('200 random %s give the function of their oracle', (_name, generate) => {
    for (const seed of SEEDS) checkFunction(generate(seed), seed);
  });
});

describe('machines', () => {
  test.each<[string, (seed: number) => Instance<MachineOracle>]>([
    ['edge lists', edgeList],
    ['state tables', stateTable],
    ['Mermaid, DOT and KISS2 files', diagramFile],
  ])('200 random %s step like their oracle', (_name, generate) => {
    for (const seed of SEEDS) checkMachine(generate(seed), seed);
  });
});

function checkFunction({ spec, oracle }: Instance<BooleanOracle>, seed: number): void {
  const planned = planText(spec);
  if (!planned.ok) throw new Error(`seed ${String(seed)}: ${planned.refusal.detail}\n${spec}`);
  const circuit = planned.circuit();
  for (let code = 0; code < 2 ** oracle.inputs.length; code += 1) {
    for (const [at, name] of oracle.inputs.entries()) circuit.set(name, (code >> (oracle.inputs.length - 1 - at)) & 1);
    oracle.outputs.forEach((name, at) => {
      const wanted = oracle.values[at]!.charAt(code);
      if (wanted !== '-')
        expect(circuit.get(name), `seed ${String(seed)}, ${name}, code ${String(code)}\n${spec}`).toBe(Number(wanted));
    });
  }
}

function checkMachine({ spec, oracle }: Instance<MachineOracle>, seed: number): void {
  const planned = planText(spec);
  if (!planned.ok) throw new Error(`seed ${String(seed)}: ${planned.refusal.detail}\n${spec}`);
  const circuit = planned.circuit();
  const rng = random(seed + 7);
  let state = oracle.initial;
  for (let step = 0; step < 40; step += 1) {
    const isReset = step === 0 || rng.int(12) === 0;
    const input = rng.int(2 ** oracle.inputs.length);
    circuit.set('reset', isReset ? 1 : 0);
    for (const [at, name] of oracle.inputs.entries()) circuit.set(name, (input >> (oracle.inputs.length - 1 - at)) & 1);
    const at = oracle.states.indexOf(state);
    if (step > 0) {
      const bits = oracle.outputs.map((name) => String(circuit.get(name))).join('');
      expect(bits, `seed ${String(seed)}, step ${String(step)}\n${spec}`).toBe(oracle.out[at]![input]);
    }
    circuit.tick();
    state = isReset ? oracle.initial : oracle.next[at]![input]!;
  }
}
