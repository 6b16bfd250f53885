/** The value of a JSON text; null where it is none, as where it is the literal `null`. */
export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
