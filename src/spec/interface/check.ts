import type { Assumption, SpecPort } from '../../contracts/spec.ts';
import { isKeyword, shown, whyNotName } from '../names.ts';
import type { Complaints } from '../text.ts';
import type { FoundInterface, FoundPort } from './model.ts';
import { MAX_WIDTH_BITS, namesIn } from './width.ts';

/** An interface after its checks: ports without the reader's notes, and what was mended. */
export interface CheckedInterface {
  readonly ports: readonly SpecPort[];
  readonly assumptions: readonly Assumption[];
}

/** Checks names, duplicates, widths and that something is driven; mends a missing output where one candidate remains. */
export function checkInterface(found: FoundInterface, complaints: Complaints): CheckedInterface {
  checkNames(found, complaints);
  for (const port of found.ports) checkWidth(port, found, complaints);
  const repaired = withAnOutput(found.ports, complaints);
  return {
    ports: repaired.ports.map(({ widthStated: _, ...port }) => port),
    assumptions: repaired.assumptions,
  };
}

function checkNames(found: FoundInterface, complaints: Complaints): void {
  const seen = new Map<string, number>();
  for (const thing of [...found.params, ...found.ports]) {
    const why = whyNotName(thing.name);
    if (why !== null) complaints.error(thing.span.line, 'SPEC-NAME', `${why}; choose another name`);
    const before = seen.get(thing.name);
    if (before !== undefined)
      complaints.error(
        thing.span.line,
        'SPEC-DUPLICATE-PORT',
        `'${shown(thing.name)}' is declared twice, first on line ${before}`,
      );
    else seen.set(thing.name, thing.span.line);
  }
}

function checkWidth(port: FoundPort, found: FoundInterface, complaints: Complaints): void {
  const { line } = port.span;
  if (
    typeof port.width === 'number' &&
    (port.width < 1 || port.width > MAX_WIDTH_BITS || !Number.isSafeInteger(port.width))
  )
    complaints.error(
      line,
      'SPEC-PORT-WIDTH',
      `port '${port.name}' has ${port.width} bits; 1 to ${MAX_WIDTH_BITS} are possible`,
    );
  const known = new Set(found.params.map((param) => param.name));
  for (const name of namesIn(port.width)) {
    if (!known.has(name) && !isKeyword(name))
      complaints.error(
        line,
        'SPEC-PORT-WIDTH',
        `the width of port '${port.name}' uses '${shown(name)}', which is no parameter of the module`,
      );
  }
}

/** Names that stand for the output of a storage element in every textbook. */
const STORAGE_OUTPUT = /^(?:q|qout|q_out|dout|d_out|out|q_o)$/i;
/** Names that a module of its own cannot drive. */
const NEVER_DRIVEN = /^(?:clk|clock|d|din|rst|reset|en|ena|enable)$/i;

/**
 * A module drives something. Where every listed port is an input and exactly one bears the name of a storage
 * element's output, that port is taken for the output and the repair is recorded; otherwise it is an error.
 */
function withAnOutput(
  ports: readonly FoundPort[],
  complaints: Complaints,
): { readonly ports: readonly FoundPort[]; readonly assumptions: readonly Assumption[] } {
  if (ports.some((port) => port.direction !== 'input')) return { ports, assumptions: [] };
  const candidates = ports.filter((port) => STORAGE_OUTPUT.test(port.name) && !NEVER_DRIVEN.test(port.name));
  const [output] = candidates;
  if (output === undefined || candidates.length > 1 || ports.length < 2) {
    complaints.error(
      ports[0]?.span.line ?? null,
      'SPEC-NO-OUTPUT',
      'the module has no output; mark one port as output',
    );
    return { ports, assumptions: [] };
  }
  const text = `no port is listed as an output; '${output.name}' is taken for it, because a storage element must drive it`;
  complaints.warning(output.span.line, 'SPEC-NO-OUTPUT', text);
  return {
    ports: ports.map((port) => (port === output ? { ...port, direction: 'output' } : port)),
    assumptions: [{ text, severity: 'repair', rule: 'spec-missing-output', span: output.span }],
  };
}
