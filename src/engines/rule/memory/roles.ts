import type { Draft, Port } from '../facts.ts';

/** How interfaces call the ports of a memory, by description and by name. */
const ROLES = {
  'write address': [
    /\bwrite[ -]address\b/i,
    /^(?:wa|waddr|w_addr|wr_?addr|write_?addr|addr_?w|wraddr|write_address)$/i,
  ],
  'write data': [
    /\b(?:write|input)[ -]data\b|\bdata (?:to (?:write|be written|store)|in)\b/i,
    /^(?:wd|wdata|w_data|wr_?data|write_?data|din|data_?in|d)$/i,
  ],
  'read address': [
    /\bread[ -]address\b/i,
    /^(?:ra\w?|raddr\w?|r_addr|rd_?addr\w?|read_?addr\w?|addr_?r|rdaddr\w?|read_address\w?|rb)$/i,
  ],
  'read data': [
    /\b(?:read|output)[ -]data\b|\bdata (?:out|read)\b/i,
    /^(?:q\w?|rd\w?|rdata\w?|r_data|rd_?data\w?|read_?data\w?|dout\w?|data_?out\w?)$/i,
  ],
  address: [/\baddress\b/i, /^(?:a|addr|address)$/i],
} as const;

/** What a port of a memory is for. */
export type MemoryRole = keyof typeof ROLES;

/** Ports of a role: those whose description says so, else those whose name does. */
export function portsOfRole(draft: Draft, role: MemoryRole): readonly Port[] {
  const [said, named] = ROLES[role];
  const isOut = role === 'read data';
  const pool = isOut ? draft.outputs : draft.inputs.filter((port) => port.name !== draft.clock?.name);
  const described = pool.filter((port) => said.test(port.port.description ?? ''));
  return described.length > 0 ? described : pool.filter((port) => named.test(port.name));
}

/** The one port of a role; a memory with one address has it for writes and reads. */
export function portOfRole(draft: Draft, role: MemoryRole): Port | null {
  const found = portsOfRole(draft, role);
  const shared = role.endsWith('address') && found.length === 0 ? portsOfRole(draft, 'address') : found;
  const [only, more] = shared;
  return only !== undefined && more === undefined ? only : null;
}

/** Every read output with its read address: the only ones, or those with the same last letter or digit. */
export function readPairs(draft: Draft): readonly { readonly data: Port; readonly address: Port }[] | null {
  const outputs = portsOfRole(draft, 'read data');
  const own = portsOfRole(draft, 'read address');
  const addresses = own.length > 0 ? own : portsOfRole(draft, 'address');
  const [address, more] = addresses;
  if (address !== undefined && more === undefined && outputs.length === 1)
    return outputs.map((data) => ({ data, address }));
  const last = (port: Port): string => port.name.slice(-1).toLowerCase();
  const pairs = outputs.flatMap((data) => {
    const [match, other] = addresses.filter((one) => last(one) === last(data));
    return match === undefined || other !== undefined ? [] : [{ data, address: match }];
  });
  const isWhole = pairs.length === outputs.length && pairs.length === addresses.length && pairs.length > 1;
  return isWhole ? pairs : null;
}
