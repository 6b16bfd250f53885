import { fail } from '../../../contracts/outcome.ts';
import { namesOf, ref, type Value } from '../../../english/index.ts';
import type { Draft, MemoryWrite, Port, Trouble } from '../facts.ts';
import { troubleAt } from '../facts.ts';
import { roleText } from '../telling.ts';
import { portsOfRole } from './roles.ts';

/** A description that calls a port what it is not: a write address that reads, port 1 beside port 0. */
export function oddPort(
  draft: Draft,
  { guard, address, data }: MemoryWrite,
  words: readonly Value[],
): ReturnType<typeof fail<Trouble>> | null {
  const isCalled = (value: Value, role: RegExp): boolean =>
    value.k !== 'name' || draft.inputs.every(({ name, port }) => name !== value.name || fits(port, role));
  const enables = guard === null ? [] : namesOf(guard);
  const isOdd =
    !isCalled(address, WRITE_ADDRESS) ||
    !isCalled(data, WRITE_DATA) ||
    !words.every((word) => isCalled(word, READ_ADDRESS)) ||
    !enables.every((name) => isCalled(ref(name), ENABLE)) ||
    !portsOfRole(draft, 'read data').every(({ port }) => fits(port, READ_DATA)) ||
    isMisnumbered(draft);
  const [place] = draft.facts;
  return isOdd && place !== undefined
    ? fail(troubleAt('contradiction', 'what stands beside a port is not what the sentences make of it', place.span))
    : null;
}

/** What stands beside the ports of a memory: nothing, or their role in the usual words. */
const fits = (port: { readonly description: string }, role: RegExp): boolean =>
  roleText(port) === '' || role.test(roleText(port));

const NUMBERED = '(?: (?:\\d+|[A-Za-z]))?';
const ENABLE = /^(?:write[ -](?:enable|strobe|request)|enable|store|active[ -](?:high|low))$/i;
const WRITE_ADDRESS = /^(?:(?:read and )?write address|address(?: to write)?|address of the word written)$/i;
const WRITE_DATA =
  /^(?:(?:value|data|word) to (?:be )?(?:write|written|store|stored)|write data|data in(?:put)?|input data)$/i;
const READ_ADDRESS = new RegExp(
  `^(?:(?:first |second )?(?:read|write|read and write) address${NUMBERED}|address(?: to read)?|address of read port${NUMBERED})$`,
  'i',
);
const READ_DATA = new RegExp(
  `^(?:(?:first |second )?read data${NUMBERED}|(?:value|data|word) (?:at|of) read port${NUMBERED}|(?:value|data|word) read|data out(?:put)?|output data|registered.*|combinational.*)$`,
  'i',
);

/** `value at read port 1`, `read address B`: which of several ports it is said to be. */
function numberIn(text: string): string | null {
  const [, said] = /\b(?:port|address|data|output|input)\s+(\d+|[A-Z])\b/.exec(text) ?? [];
  return said?.toLowerCase() ?? null;
}

/** Descriptions that number the read ports otherwise than their names, or an output otherwise than its address. */
function isMisnumbered(draft: Draft): boolean {
  const roles = [portsOfRole(draft, 'read data'), portsOfRole(draft, 'read address')];
  const steps = roles.map((ports) => ports.flatMap((port) => stepOf(port) ?? []));
  const all = new Set(steps.flat());
  // Counted from another number than the names, every port of the role must be: `raddr0: address of read port 1`.
  const isPartly = steps.some(
    (some, at) => some.some((step) => step !== '0') && some.length < (roles[at]?.length ?? 0),
  );
  return all.size > 1 || all.has('other') || isPartly;
}

/** How far the number in a description is from the one in the name; `other` for letters that differ. */
function stepOf({ name, port }: Port): string | null {
  const [said, own] = [numberIn(port.description), /(\d+|(?<=_)[a-z])$/i.exec(name)?.[1]?.toLowerCase()];
  if (said === null || own === undefined) return null;
  if (/^\d+$/.test(said) && /^\d+$/.test(own)) return String(Number(said) - Number(own));
  return said === own ? '0' : 'other';
}
