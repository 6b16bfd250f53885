/** Metrics of next-line prediction as RTL-Repo publishes them. */
export interface LineScore {
  /** Token lists are equal after splitting at white space. */
  readonly exact: boolean;
  /** round(100 · 2·M / (|a|+|b|)), M the length of the longest common subsequence of characters; 100 for two empty lines. */
  readonly editSimilarity: number;
}

/** Scores one predicted line against the expected one. Quadratic in line length; lines are cut at 4,096 characters. */
export function scoreLine(expected: string, predicted: string): LineScore {
  const a = expected.slice(0, LONGEST);
  const b = predicted.slice(0, LONGEST);
  const tokens = (text: string): string => text.trim().split(/\s+/).join(' ');
  const total = a.length + b.length;
  const similarity = total === 0 ? 100 : roundHalfEven((200 * longestCommonSubsequence(a, b)) / total);
  return { exact: tokens(a) === tokens(b), editSimilarity: similarity };
}

const LONGEST = 4_096;

// Python's round(), which the published numbers were made with, rounds halves to the even neighbour.
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function longestCommonSubsequence(a: string, b: string): number {
  let previous = new Uint16Array(b.length + 1);
  for (let i = 1; i <= a.length; i += 1) {
    const row = new Uint16Array(b.length + 1);
    for (let j = 1; j <= b.length; j += 1) {
      const equal = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      row[j] = equal ? (previous[j - 1] ?? 0) + 1 : Math.max(previous[j] ?? 0, row[j - 1] ?? 0);
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
