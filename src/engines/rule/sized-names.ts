import type { Statement } from '../../english/index.ts';
import type { Draft, Fact } from './facts.ts';

/** A name with a width behind it, as the grammar writes "the 8-bit output q". */
const SIZED = /^([^#]+)#(\d+)$/;

/** Names lose the width that the text gives them where it is theirs; a sentence that gives another is a claim nobody takes. */
export function withPlainNames(facts: readonly Fact[], draft: Draft): readonly Fact[] {
  return facts.map((fact) => {
    const text = JSON.stringify(fact.statement);
    if (!text.includes('#')) return fact;
    let isFalse = false;
    const statement = JSON.parse(text, (key, value: unknown) => {
      const hit = key === 'name' && typeof value === 'string' ? SIZED.exec(value) : null;
      if (hit === null) return value;
      const port = draft.ports.find((one) => one.name === hit[1]);
      if (port?.width !== Number(hit[2])) isFalse = true;
      return hit[1];
    }) as Statement;
    return { ...fact, statement: isFalse ? { s: 'fact', fact: 'other-width', values: [] } : statement };
  });
}
