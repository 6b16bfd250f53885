import type { Design } from '../blast/design.ts';
import type { StepOutputs } from '../blast/evaluate.ts';
import { evaluateStep } from '../blast/evaluate.ts';
import type { Graph } from '../graph.ts';
import { createGraph, FALSE, not, TRUE } from '../graph.ts';
import type { BitRef } from '../netlist/types.ts';
import type { Trit, Word } from '../trit.ts';
import { isKnown, known, UNKNOWN, unknownLiteral } from '../trit.ts';
import type { InputSide } from './inputs.ts';
import { buildInputs } from './inputs.ts';
import type { DesignPair, GoldenStart, Product, ProductLatch, ProductOutput, ProductPlan } from './types.ts';

/** Nodes after which a pair is given up as too large. */
const NODE_LIMIT = 3_000_000;

/** Builds the product of a pair under a plan; null where the graph outgrows its limit. */
export function buildProduct(pair: DesignPair, plan: ProductPlan): Product | null {
  const graph = createGraph(NODE_LIMIT);
  const side = buildInputs(graph, { golden: pair.golden.netlist, clocking: pair.clocking });
  const cells = new Latches(graph, side);
  const candidate = startCandidate(pair, { plan, cells });
  const golden = startGolden(pair, { plan, cells, candidate });
  const common = { graph, started: side.started, tick: side.tick };
  const fresh = (): Trit => known(side.free());
  const stepGolden = (state: Word): StepOutputs =>
    evaluateStep(pair.golden, { ...common, inputs: netValues(pair.golden, side), state, fresh: null });
  const goldenStep = stepGolden(golden.map((bit) => bit.value));
  const chosenStep = plan.encoding === 'tracked' ? stepGolden(golden.map((bit) => bit.chosen)) : goldenStep;
  const candidateStep = evaluateStep(pair.candidate, {
    ...common,
    inputs: netValues(pair.candidate, side),
    state: candidate.map((bit) => known(bit.value)),
    fresh,
  });
  candidate.forEach((bit, i) => {
    bit.store((candidateStep.next[i] ?? UNKNOWN).one);
  });
  golden.forEach((bit, i) => {
    bit.store(goldenStep.next[i] ?? UNKNOWN, chosenStep.next[i] ?? UNKNOWN);
  });
  const outputs = pairOutputs(pair, goldenStep, candidateStep);
  let bad = FALSE;
  for (const output of outputs) bad = graph.or(bad, mismatch(graph, output.golden, output.candidate));
  const product: Product = {
    graph,
    inputs: side.inputs,
    latches: cells.list,
    effective: side.effective,
    outputs,
    bad,
    tick: side.tick,
    clocking: pair.clocking,
    pairMismatch: plan.shared.map((shared) => ({
      pair: shared,
      literal: mismatch(
        graph,
        chosenStep.next[shared.golden] ?? UNKNOWN,
        (candidateStep.next[shared.candidate] ?? UNKNOWN).one,
      ),
    })),
    goldenNextKnown: goldenStep.next.map(isKnown),
  };
  return graph.overflowed() ? null : product;
}

/** Literal that holds where the golden bit is known and the candidate's differs. */
export const mismatch = (graph: Graph, golden: Trit, candidate: number): number =>
  graph.or(
    graph.and(graph.and(golden.one, not(golden.zero)), not(candidate)),
    graph.and(graph.and(golden.zero, not(golden.one)), candidate),
  );

/** Latches under construction: each starts at 0 in the file format, whatever its meaning. */
class Latches {
  readonly list: ProductLatch[] = [];
  readonly graph: Graph;
  readonly #side: InputSide;

  constructor(graph: Graph, side: InputSide) {
    this.graph = graph;
    this.#side = side;
    this.list.push(...side.latches);
  }

  /** A bit that is `start` in the first step and what was stored last afterwards. */
  add(start: number): { readonly value: number; readonly store: (next: number) => void } {
    const literal = this.graph.input();
    const index = this.list.push({ literal, next: FALSE }) - 1;
    const inverted = start === TRUE ? 1 : 0;
    const store = (next: number): void => {
      this.list[index] = { literal, next: next ^ inverted };
    };
    if (start === FALSE || start === TRUE) return { value: literal ^ inverted, store };
    return { value: this.graph.mux(this.#side.started, start, literal), store };
  }

  free(): number {
    return this.#side.free();
  }
}

interface CandidateBit {
  readonly start: number;
  readonly value: number;
  readonly store: (next: number) => void;
}

interface GoldenBit {
  readonly value: Trit;
  /** The value under chosen starts; always one that `value` allows. */
  readonly chosen: Trit;
  readonly store: (next: Trit, chosenNext: Trit) => void;
}

function startCandidate(
  pair: DesignPair,
  given: { readonly plan: ProductPlan; readonly cells: Latches },
): CandidateBit[] {
  return pair.candidate.state.map((_, i) => {
    const kind = given.plan.candidateStart[i] ?? 'free';
    const start = kind === 'free' ? given.cells.free() : kind === '1' ? TRUE : FALSE;
    return { start, ...given.cells.add(start) };
  });
}

function startGolden(
  pair: DesignPair,
  given: { readonly plan: ProductPlan; readonly cells: Latches; readonly candidate: readonly CandidateBit[] },
): GoldenBit[] {
  const { plan, cells, candidate } = given;
  const partner = new Map(plan.shared.map((shared) => [shared.golden, shared.candidate]));
  return pair.golden.state.map((_, i) => {
    const shared = candidate[partner.get(i) ?? -1];
    const start = goldenStart(plan, i, candidate);
    if (plan.encoding === 'tracked')
      return trackedBit(cells, { shared, start: plan.goldenStart[i] ?? 'x', chosen: start });
    if (shared !== undefined) return keptBit(known(shared.value), () => undefined);
    if (!plan.dual.has(i)) {
      const bit = cells.add(start.one);
      return keptBit(known(bit.value), (next) => bit.store(next.one));
    }
    const one = cells.add(start.one);
    const zero = cells.add(start.zero);
    return keptBit({ one: one.value, zero: zero.value }, (next) => {
      one.store(next.one);
      zero.store(next.zero);
    });
  });
}

const keptBit = (value: Trit, store: (next: Trit) => void): GoldenBit => ({ value, chosen: value, store });

/** A value and a flag; the flag starts on where the start is unknown, whatever was chosen for it. */
function trackedBit(
  cells: Latches,
  given: { readonly shared: CandidateBit | undefined; readonly start: GoldenStart; readonly chosen: Trit },
): GoldenBit {
  const { graph } = cells;
  const own = given.shared === undefined ? cells.add(given.chosen.one) : null;
  const value = own?.value ?? given.shared?.value ?? FALSE;
  const unknown = cells.add(given.start === '0' || given.start === '1' ? FALSE : TRUE);
  return {
    value: { one: graph.or(value, unknown.value), zero: graph.or(not(value), unknown.value) },
    chosen: known(value),
    store: (next, chosenNext) => {
      own?.store(chosenNext.one);
      unknown.store(unknownLiteral(graph, next));
    },
  };
}

function goldenStart(plan: ProductPlan, index: number, candidate: readonly CandidateBit[]): Trit {
  const start = plan.goldenStart[index] ?? 'x';
  if (start === '0') return known(FALSE);
  if (start === '1') return known(TRUE);
  if (start === 'x') return UNKNOWN;
  return known(candidate[start.same]?.start ?? FALSE);
}

function netValues(design: Design, side: InputSide): Map<BitRef, Trit> {
  const values = new Map<BitRef, Trit>();
  for (const port of design.netlist.ports) {
    if (port.direction !== 'input') continue;
    port.bits.forEach((bit, index) => {
      const literal = side.literalOf.get(`${port.name}[${index}]`);
      if (literal !== undefined) values.set(bit, known(literal));
    });
  }
  return values;
}

function pairOutputs(pair: DesignPair, golden: StepOutputs, candidate: StepOutputs): ProductOutput[] {
  const others = new Map(pair.candidate.netlist.ports.map((port) => [port.name, port]));
  return pair.golden.netlist.ports
    .filter((port) => port.direction === 'output')
    .flatMap((port) =>
      port.bits.map((ref, bit) => ({
        port: port.name,
        bit,
        golden: golden.value(ref),
        candidate: candidate.value(others.get(port.name)?.bits[bit] ?? -1).one,
      })),
    );
}
