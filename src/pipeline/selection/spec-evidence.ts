import type { ShownStep } from '../../checks/agreement.ts';
import type { Spec, SpecBlock } from '../../contracts/spec.ts';
import type { WaveformPart } from '../../contracts/spec-parts.ts';
import { planByRule } from '../../engines/rule/index.ts';
import { realise } from '../design.ts';

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
    traces: spec.body.filter((block) => block.kind === 'waveform').flatMap((part) => shownSteps(part, spec)),
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

/** A waveform as steps of binary digits; none where no column is an output. */
function shownSteps(part: WaveformPart, spec: Spec): readonly (readonly ShownStep[])[] {
  const columns = part.columns.flatMap((name, at) => {
    const port = spec.ports.find((one) => one.name === name.trim());
    return port === undefined || typeof port.width !== 'number' ? [] : [{ at, port, width: port.width }];
  });
  if (part.gaps !== undefined && part.gaps.length > 0) return [];
  if (!columns.some(({ port }) => port.direction === 'output')) return [];
  return [
    part.rows.map((row) => ({
      values: Object.fromEntries(
        columns.map(({ at, port, width }) => [port.name, binaryOf(row.cells[at] ?? '', width)]),
      ),
    })),
  ];
}

/** Hexadecimal cells as binary digits; anything else is unknown throughout. */
function binaryOf(cell: string, width: number): string {
  const digits = cell.trim();
  if (!/^[0-9a-f]{1,64}$/i.test(digits)) return 'x'.repeat(width);
  const text = BigInt(`0x${digits}`).toString(2).padStart(width, '0');
  return text.length > width ? 'x'.repeat(width) : text;
}
