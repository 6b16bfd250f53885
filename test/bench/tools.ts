import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Why tests that need these programs are skipped, or null where all are there. Never skips under VERILOOM_REQUIRE_TOOLS. */
export function missingTools(...names: readonly string[]): string | null {
  if (process.env['VERILOOM_REQUIRE_TOOLS'] === '1') return null;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const missing = names.filter((name) => !folders.some((folder) => existsSync(join(folder, name))));
  return missing.length === 0 ? null : `not installed: ${missing.join(', ')}`;
}
