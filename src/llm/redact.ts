/** Secrets shorter than this would redact ordinary words. */
const SHORTEST = 6;

/** Replaces every occurrence of each secret value. Applied to whatever leaves the process or reaches a file. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST)
    .reduce((clean, secret) => clean.replaceAll(secret, '[redacted]'), text);
}
