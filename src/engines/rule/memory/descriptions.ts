import { fail } from '../../../contracts/outcome.ts';
import { namesOf, type Value } from '../../../english/index.ts';
import type { Draft, MemoryWrite, Trouble } from '../facts.ts';
import { troubleAt } from '../facts.ts';
import { portsOfRole } from './roles.ts';

/** A description that calls a port what it is not: a write address that reads, port 1 beside port 0. */
export function oddPort(
  draft: Draft,
  { guard, address, data }: MemoryWrite,
  words: readonly Value[],
): ReturnType<typeof fail<Trouble>> | null {
  const textOf = (value: Value): string =>
    value.k === 'name' ? (draft.inputs.find(({ name }) => name === value.name)?.port.description ?? '') : '';
  const reads = words.map(textOf);
  const enables = guard === null ? [] : namesOf(guard).map((name) => textOf({ k: 'name', name }));
  const isOdd =
    (READS.test(textOf(address)) && !WRITES.test(textOf(address))) ||
    READS.test(textOf(data)) ||
    reads.some((text) => WRITES.test(text) && !READS.test(text)) ||
    enables.some((text) => READS.test(text) && !WRITES.test(text)) ||
    isMisnumbered(draft);
  const [place] = draft.facts;
  return isOdd && place !== undefined
    ? fail(troubleAt('contradiction', 'what stands beside a port is not what the sentences make of it', place.span))
    : null;
}

const READS = /\bread\b/i;
const WRITES = /\bwrit(?:e|ten|ing)\b/i;

/** `value at read port 1`, `read address B`: which of several ports it is said to be. */
function numberIn(text: string): string | null {
  const [, said] = /\b(?:port|address|data|output|input)\s+(\d+|[A-Z])\b/.exec(text) ?? [];
  return said?.toLowerCase() ?? null;
}

/** Descriptions that number the read ports otherwise than their names, or an output otherwise than its address. */
function isMisnumbered(draft: Draft): boolean {
  const reads = [...portsOfRole(draft, 'read data'), ...portsOfRole(draft, 'read address')];
  const steps = reads.flatMap(({ name, port }) => {
    const [said, own] = [numberIn(port.description), /(\d+|(?<=_)[a-z])$/i.exec(name)?.[1]?.toLowerCase()];
    if (said === null || own === undefined) return [];
    return /^\d+$/.test(said) && /^\d+$/.test(own)
      ? [String(Number(said) - Number(own))]
      : [said === own ? '0' : 'other'];
  });
  return new Set(steps).size > 1 || steps.includes('other');
}
