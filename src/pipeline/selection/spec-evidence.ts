import type { ShownStep } from '../../checks/agreement.ts';
import type { Spec, SpecBlock } from '../../contracts/spec.ts';
import { planByRule } from '../../engines/rule/index.ts';
import { realise } from '../design.ts';
import { shownTraces } from './shown-traces.ts';

/** What rules alone make of a specification. */
export interface SpecEvidence {
  /** Verilog of the rule engine where it covers the whole text: then it is the answer. */
  readonly ruled: string | null;
  /**
   * Verilog from the part of the text that rules can read, where that part already says what every output is. It
   * votes as a witness; the sentences that were left out may say otherwise.
   */
  readonly witness: string | null;
  /** Traces that the text shows. */
  readonly traces: readonly (readonly ShownStep[])[];
}

/** Reads a specification for evidence by rules. Pure. */
export function specEvidence(spec: Spec): SpecEvidence {
  const ruled = verilogOf(spec);
  return {
    ruled: ruled.verilog,
    witness: ruled.verilog === null ? witnessOf(spec, ruled.unread) : null,
    traces: shownTraces(spec),
  };
}

interface Ruled {
  readonly verilog: string | null;
  /** Offsets of the sentences that stopped the engine. */
  readonly unread: ReadonlySet<number>;
}

function verilogOf(spec: Spec): Ruled {
  const plan = planByRule(spec);
  if (!plan.ok) return { verilog: null, unread: new Set(plan.error.quotes.map((quote) => quote.span.start)) };
  const design = realise(plan.value, spec, 'rule');
  return { verilog: design.ok ? design.value.verilog : null, unread: new Set() };
}

/** Leaving out sentences may lay others bare that only made sense beside them. */
const MAX_REDUCTIONS = 4;

function witnessOf(spec: Spec, stopped: ReadonlySet<number>): string | null {
  let [reduced, unread] = [spec, stopped];
  for (let round = 0; round < MAX_REDUCTIONS; round += 1) {
    const body = reduced.body.filter((block) => !isProse(block) || !unread.has(block.span.start));
    if (body.length === reduced.body.length || body.length === 0) return null;
    reduced = { ...reduced, body };
    const tried = verilogOf(reduced);
    if (tried.verilog !== null) return tried.verilog;
    unread = tried.unread;
  }
  return null;
}

const isProse = (block: SpecBlock): boolean =>
  block.kind === 'sentence' || block.kind === 'item' || block.kind === 'heading';
