const FENCE = /^[ \t]*(?:```|~~~)/;

/** The first lines of code in a reply: fences and empty lines before the code are taken out. */
export function decodeCompletion(reply: string, lines: number): string {
  const code = reply
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .filter((line) => !FENCE.test(line));
  const first = code.findIndex((line) => line.trim() !== '');
  return first === -1
    ? ''
    : code
        .slice(first, first + lines)
        .join('\n')
        .trimEnd();
}
