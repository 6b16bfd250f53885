import type { Complaints, SourceText } from '../text.ts';
import { lineAt } from './header.ts';
import type { FoundPort } from './model.ts';

/**
 * A port that is listed without a width but used with an index above 0 needs one: `SPEC-PORT-WIDTH`.
 * Guessing it from the use would give a module that does not fit its surroundings.
 */
export function checkIndexedUse(ports: readonly FoundPort[], source: SourceText, complaints: Complaints): void {
  const open = new Map(ports.filter((port) => !port.widthStated).map((port) => [port.name, port]));
  if (open.size === 0) return;
  for (const use of source.text.matchAll(/(?<![\w.$])([A-Za-z_]\w{0,60})\[(\d{1,6})(?::\d{1,6})?\]/g)) {
    const [text, name = '', index] = use;
    const port = open.get(name);
    const own = port !== undefined && use.index >= port.span.start && use.index < port.span.end;
    if (port === undefined || own || index === '0') continue;
    const line = lineAt(source, use.index);
    complaints.error(
      port.span.line,
      'SPEC-PORT-WIDTH',
      `port '${name}' is listed without a width, but line ${line} uses ${text}`,
    );
    open.delete(name);
  }
}
