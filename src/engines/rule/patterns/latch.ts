import { fail, ok } from '../../../contracts/outcome.ts';
import type { Pattern } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';

const GATE = /^(?:en|ena|enable|g|gate|le|clk|clock)$/i;

/** A transparent latch: one data input, one gate known by its name. */
export const latch: Pattern = {
  id: 'latch',
  hint: 'say "a D latch" and give a data input, an enable and an output',
  reason: 'a latch follows its data while its gate is high (IEEE 91 symbol D, C1)',
  plan: (draft, open) => {
    const [fact] = factsOf(open.facts, 'build').filter((one) => one.statement.thing.head === 'latch');
    if (fact === undefined) return ok(null);
    const [output] = open.outputs;
    const gates = draft.inputs.filter((port) => port.width === 1 && GATE.test(port.name));
    const [gate] = gates;
    const data = draft.inputs.find((port) => port !== gate && port.width === output?.width);
    const odd = fact.statement.thing.features.find(
      (feature) =>
        feature.f !== 'enable' &&
        !(feature.f === 'width' && feature.n === output?.width) &&
        !(feature.f === 'adj' && feature.word === 'd type'),
    );
    if (odd !== undefined)
      return fail(troubleAt('unsupported', `"${odd.word ?? odd.f}" is not understood of a latch`, fact.span));
    if (
      output?.width == null ||
      open.outputs.length !== 1 ||
      draft.inputs.length !== 2 ||
      gate === undefined ||
      gates.length !== 1 ||
      data === undefined
    ) {
      return fail(troubleAt('ambiguous', 'a latch needs one output, one data input as wide, and one gate', fact.span));
    }
    const src = { start: fact.span.start, end: fact.span.end, rule: 'latch' };
    return ok({
      ...NO_PIECE,
      nodes: [{ kind: 'latch', name: output.name, type: { width: output.width }, gate: gate.name, d: data.name, src }],
      claims: [fact],
      reads: [gate.name, data.name],
      drives: [output.name],
    });
  },
};
