import type { CommentSpan, TokenTable } from './lexer.ts';

const licenceWords =
  /copyright|\(c\) *\d{4}|spdx-license|all rights reserved|permission (is hereby granted|to use)|licensed under|without warrant|redistributions? (of|in) |as is" and|gnu general public|this license|the software is provided|solderpad/i;

/** Characters of one comment that are looked at for words of a licence. */
const looked = 4000;

/** True for a comment that is part of a copyright or licence notice. */
export const isLicenceComment = (text: string, span: CommentSpan): boolean =>
  licenceWords.test(text.slice(span.start, Math.min(span.end, span.start + looked)));

/** Joins comments on successive lines into blocks. */
const blocksOf = (comments: readonly CommentSpan[]): CommentSpan[][] => {
  const blocks: CommentSpan[][] = [];
  for (const span of comments) {
    const last = blocks.at(-1)?.at(-1);
    if (last && span.line <= last.lastLine + 1) blocks.at(-1)?.push(span);
    else blocks.push([span]);
  }
  return blocks;
};

const firstAt = (comments: readonly CommentSpan[], token: number): number => {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((comments[mid]?.token ?? 0) < token) low = mid + 1;
    else high = mid;
  }
  return low;
};

/** At most so many comments before a unit are looked at: a file of a million comments must not be read twice. */
const mostComments = 400;

/**
 * Line ranges of the comments between the end of the previous header and a unit's keyword that describe the unit:
 * those that no other token of the previous unit's body follows, licence notices left out.
 */
export const belongingComments = (
  table: TokenTable,
  unit: { readonly previous: number; readonly token: number },
): (readonly [number, number])[] => {
  const to = firstAt(table.comments, unit.token + 1);
  let from = to;
  while (from > 0 && to - from < mostComments) {
    const span = table.comments[from - 1];
    if (!span || span.token <= unit.previous || !mayPrecede(table, span.token, unit.token)) break;
    from -= 1;
  }
  return blocksOf(table.comments.slice(from, to))
    .filter((block) => !block.some((span) => isLicenceComment(table.text, span)))
    .map((block) => [block[0]?.line ?? 1, block.at(-1)?.lastLine ?? 1] as const);
};

/** A comment reaches forward over a few tokens (`import p::*;`, a macro), not over the body of another unit. */
const mayPrecede = (table: TokenTable, from: number, to: number): boolean => {
  if (to - from > 60) return false;
  for (let i = from; i < to; i += 1) {
    const start = table.start[i] ?? 0;
    if (
      table.text.startsWith('end', start) &&
      /^end(module|package|class|interface)\b/.test(table.text.slice(start, start + 14))
    )
      return false;
  }
  return true;
};
