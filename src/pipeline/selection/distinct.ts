import { decodeReply } from '../../verilog/decode-reply.ts';
import { tokenizeVerilog } from '../../verilog/tokens.ts';

/** One distinct design among the samples. */
export interface DistinctCandidate {
  readonly source: string;
  /** Indices of the samples that are this text modulo comments and white space, ascending. */
  readonly samples: readonly number[];
}

/**
 * Takes samples apart as replies of a model (fences, prose, a missing header) and joins equal ones. Samples without
 * code are in no group. A text with a compiler directive equals only itself: line ends mean something there.
 */
export function distinctCandidates(
  replies: readonly string[],
  demand: { readonly module: string; readonly header: string | null },
): readonly DistinctCandidate[] {
  const groups = new Map<string, { readonly source: string; readonly samples: number[] }>();
  replies.forEach((reply, index) => {
    const { source } = decodeReply(reply, { ...demand, form: 'module' });
    if (source === null) return;
    const key = keyOf(source);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { source, samples: [index] });
    else known.samples.push(index);
  });
  return [...groups.values()];
}

function keyOf(source: string): string {
  const tokens = tokenizeVerilog(source);
  if (tokens.some((token) => token.kind === 'directive' || token.kind === 'unknown')) return `text ${source}`;
  return tokens.map((token) => token.text).join('\n');
}
