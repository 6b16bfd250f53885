import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import { literalOf } from '../../../english/index.ts';
import { clockingFacts, MAIN_DOMAIN, resetLiteral, statedReset } from '../domain.ts';
import type { Draft, Fact, OpenWork, Pattern, Piece, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';

/** Galois shift registers that shift right, with taps numbered from one. */
export const lfsr: Pattern = {
  id: 'lfsr',
  hint: 'say Galois, width, taps, the direction of the shift and the reset value',
  reason: 'bit k-1 takes its left neighbour, exclusive-or the bit shifted out where k is a tap (Galois form)',
  plan: (draft, open) => {
    const [fact] = factsOf(open.facts, 'build').filter((one) => one.statement.thing.head === 'lfsr');
    // Sentences that say how the register moves describe it; the phrase is then one of a shift register.
    const isTold = factsOf(open.facts, 'do').some((one) =>
      one.statement.branches.some((branch) =>
        branch.actions.some((action) => action.a === 'shift' || action.a === 'set'),
      ),
    );
    const isGalois = fact?.statement.thing.features.some((feature) => feature.word === 'galois') === true;
    return fact === undefined || (isTold && !isGalois)
      ? ok(null)
      : planLfsr(fact, fact.statement.thing.features, { draft, open });
  },
};

interface Place {
  readonly draft: Draft;
  readonly open: OpenWork;
}

function planLfsr(
  fact: Fact,
  features: Extract<Fact['statement'], { readonly s: 'build' }>['thing']['features'],
  { draft, open }: Place,
): Outcome<Piece | null, Trouble> {
  const words = features.filter((feature) => feature.f === 'adj').map((feature) => feature.word ?? '');
  const odd =
    features.find((feature) => !['width', 'taps', 'adj', 'reset'].includes(feature.f)) ??
    features.find(
      (feature) =>
        feature.f === 'adj' && !['galois', 'maximal length', 'maximum length', 'right'].includes(feature.word ?? ''),
    );
  if (odd !== undefined)
    return fail(troubleAt('unsupported', `"${odd.word ?? odd.f}" is not understood of an LFSR`, fact.span));
  const definition = factsOf(draft.facts, 'fact').filter((one) => one.statement.fact === 'galois-right');
  if (!words.includes('galois') || (definition.length === 0 && !words.includes('right')))
    return fail(
      troubleAt('incomplete', 'the text does not say which form the LFSR has and which way it shifts', fact.span),
    );
  const [output] = open.outputs;
  const size = features.find((feature) => feature.f === 'width')?.n ?? output?.width;
  if (output?.width == null || open.outputs.length !== 1 || size !== output.width || output.lsb !== 0)
    return fail(troubleAt('ambiguous', 'the LFSR must be the one output, of the stated width', fact.span));
  const taps = (features.find((feature) => feature.f === 'taps')?.values ?? []).map((value) => literalOf(value) ?? -1);
  if (
    taps.length === 0 ||
    taps.some((tap) => tap < 1 || tap > size) ||
    new Set(taps).size !== taps.length ||
    !taps.includes(size)
  )
    return fail(
      troubleAt(
        'incomplete',
        'the taps must be distinct bit positions from 1 to the width, the last among them',
        fact.span,
      ),
    );
  const stated = statedReset(draft);
  const reset = stated?.value == null ? null : resetLiteral(stated.value, size);
  if (draft.clock === null || draft.reset === null || reset === null)
    return fail(troubleAt('incomplete', 'an LFSR needs a clock and a stated reset value', fact.span));
  const bits = Array.from({ length: size }, (_, low) => nextBit(output.name, { bit: size - 1 - low, size, taps }));
  const node: PlanNode = {
    kind: 'reg',
    name: output.name,
    type: { width: size },
    domain: MAIN_DOMAIN,
    reset,
    next: `{${bits.join(', ')}}`,
    src: { start: fact.span.start, end: fact.span.end, rule: 'lfsr' },
  };
  return ok({
    ...NO_PIECE,
    nodes: [node],
    claims: [fact, ...definition, ...clockingFacts(draft)],
    reads: [],
    drives: [output.name],
    clocked: true,
  });
}

function nextBit(
  name: string,
  at: { readonly bit: number; readonly size: number; readonly taps: readonly number[] },
): string {
  const isTap = at.taps.includes(at.bit + 1);
  if (at.bit === at.size - 1) return `${name}[0]`;
  const left = `${name}[${String(at.bit + 1)}]`;
  return isTap ? `${left} ^ ${name}[0]` : left;
}
