const PIECE = /[A-Za-z]+|[0-9]+|\s+|[^\sA-Za-z0-9]/g;

/**
 * Tokens a byte-pair tokenizer makes of a code text, estimated on the high side: letters four to a token, digits three,
 * a run of white space one for each line end and one more, every other character one. No model's tokenizer is needed.
 */
export const estimateTokens = (text: string): number => {
  let tokens = 0;
  for (const found of text.match(PIECE) ?? []) {
    const c = found.charCodeAt(0);
    if (c <= 32) tokens += found.length === 1 && c === 32 ? 0 : 1;
    else if (c >= 48 && c <= 57) tokens += Math.ceil(found.length / 3);
    else tokens += Math.ceil(found.length / 4);
  }
  return tokens;
};
