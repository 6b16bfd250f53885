import type { Draft, Piece } from './facts.ts';

/** Longest expression that is looked through. */
const MAX_TEXT = 4000;

interface Said {
  readonly text?: string;
  /** Bits that the words give the code. */
  readonly n?: number;
  readonly about: string | null;
}

/** Whether a port is written in the code, and has the width, that a sentence beside it says. */
export function isCoded({ text, n, about }: Said, draft: Draft, whole: Piece): boolean {
  const width = draft.ports.find((port) => port.name === about)?.width;
  return text === 'gray' && (n === undefined || n === width) && isGrayCoded(about, whole);
}

/** Whether what drives a port makes a Gray code: a value against itself shifted by one bit. */
function isGrayCoded(port: string | null, whole: Piece): boolean {
  return whole.nodes.some((node) => {
    const text =
      node.kind === 'assign' && node.lhs === port
        ? node.rhs
        : node.kind === 'reg' && node.name === port
          ? JSON.stringify(node.next)
          : '';
    return text.length < MAX_TEXT && /\(([^^]+) \^ \(\1 >> 1\)\)/.test(text);
  });
}
