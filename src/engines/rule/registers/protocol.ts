import type { PlanNode } from '../../../contracts/plan.ts';
import { MAIN_DOMAIN } from '../domain.ts';
import type { Bus } from './bus.ts';
import type { Access } from './storage.ts';

/** Expressions of the register map that a bus answers with. */
export interface Answers {
  /** The word at the read address, 0 where nothing is. */
  readonly word: string;
  /** True where the write or read address has a register. */
  readonly writeMapped: string;
  readonly readMapped: string;
  /** Unmapped addresses are answered with an error. */
  readonly reportsErrors: boolean;
}

/** Makes the name of a net that no port has. */
export type Name = (wish: string) => string;

type Protocol = {
  readonly access: Access;
  /** Nodes before the registers: what `access` names. */
  readonly before: readonly PlanNode[];
  readonly answer: (answers: Answers) => readonly PlanNode[];
};

const assign = (lhs: string, rhs: string): PlanNode => ({ kind: 'assign', lhs, rhs });
const wire = (name: string, width: number, rhs: string): readonly PlanNode[] => [
  { kind: 'net', name, type: { width } },
  assign(name, rhs),
];

/** How a bus writes, reads and answers. */
export function protocolOf(bus: Bus, name: Name): Protocol {
  if (bus.kind === 'apb') return apb(bus, name);
  return bus.kind === 'strobe' ? strobed(bus) : axiLite(bus, name);
}

const at = (bus: Bus, role: string): string => bus.role(role)?.name ?? '';

/** Nets of the written bits where the bus has byte strobes. */
function maskOf(bus: Bus, name: Name): { readonly mask: string | null; readonly nodes: readonly PlanNode[] } {
  const strobe = bus.role('strobe');
  if (strobe === null) return { mask: null, nodes: [] };
  const mask = name('write_mask');
  const bytes = Array.from({ length: bus.width / 8 }, (_, low) => bus.width / 8 - 1 - low);
  const bit = (byte: number): string => (bus.width === 8 ? strobe.name : `${strobe.name}[${String(byte)}]`);
  return { mask, nodes: wire(mask, bus.width, `{${bytes.map((byte) => `{8{${bit(byte)}}}`).join(', ')}}`) };
}

function strobed(bus: Bus): Protocol {
  const read = bus.role('read')?.name ?? null;
  const address = at(bus, 'address');
  return {
    access: {
      write: at(bus, 'write'),
      read,
      writeAddress: address,
      readAddress: address,
      wdata: at(bus, 'wdata'),
      mask: null,
    },
    before: [],
    answer: ({ word }) => [
      assign(at(bus, 'rdata'), read === null ? word : `${read} ? ${word} : ${String(bus.width)}'d0`),
    ],
  };
}

/** APB without wait states: the access completes in the cycle with PSEL and PENABLE. */
function apb(bus: Bus, name: Name): Protocol {
  const [select, enable, write, address] = [at(bus, 'select'), at(bus, 'enable'), at(bus, 'write'), at(bus, 'address')];
  const { mask, nodes } = maskOf(bus, name);
  const [writeNow, readNow] = [name('write_now'), name('read_now')];
  const [ready, error] = [bus.role('ready'), bus.role('error')];
  return {
    access: {
      write: writeNow,
      read: readNow,
      writeAddress: address,
      readAddress: address,
      wdata: at(bus, 'wdata'),
      mask,
    },
    before: [
      ...wire(writeNow, 1, `${select} & ${enable} & ${write}`),
      ...wire(readNow, 1, `${select} & ${enable} & ~${write}`),
      ...nodes,
    ],
    answer: ({ word, readMapped, reportsErrors }) => [
      assign(at(bus, 'rdata'), `(${select} & ~${write}) ? ${word} : ${String(bus.width)}'d0`),
      ...(ready === null ? [] : [assign(ready.name, "1'b1")]),
      ...(error === null
        ? []
        : [assign(error.name, reportsErrors ? `${select} & ${enable} & ~(${readMapped})` : "1'b0")]),
    ],
  };
}

/** AXI4-Lite, one access of each direction outstanding: a write is taken when address and data are both valid. */
function axiLite(bus: Bus, name: Name): Protocol {
  const [bvalid, rvalid, rdata] = [at(bus, 'bvalid'), at(bus, 'rvalid'), at(bus, 'rdata')];
  const { mask, nodes } = maskOf(bus, name);
  const [writeNow, readNow] = [name('write_now'), name('read_now')];
  const [writeAddress, readAddress] = [at(bus, 'address'), at(bus, 'readAddress')];
  return {
    access: { write: writeNow, read: readNow, writeAddress, readAddress, wdata: at(bus, 'wdata'), mask },
    before: [
      ...wire(writeNow, 1, `${at(bus, 'awvalid')} & ${at(bus, 'wvalid')} & ~${bvalid}`),
      ...wire(readNow, 1, `${at(bus, 'arvalid')} & ~${rvalid}`),
      ...nodes,
    ],
    answer: (answers) => [
      assign(at(bus, 'awready'), writeNow),
      assign(at(bus, 'wready'), writeNow),
      assign(at(bus, 'arready'), `~${rvalid}`),
      valid(bvalid, writeNow, at(bus, 'bready')),
      valid(rvalid, readNow, at(bus, 'rready')),
      held(rdata, { width: bus.width, when: readNow, to: answers.word }),
      ...response(at(bus, 'bresp'), { answers, when: writeNow, mapped: answers.writeMapped }),
      ...response(at(bus, 'rresp'), { answers, when: readNow, mapped: answers.readMapped }),
    ],
  };
}

const valid = (name: string, starts: string, taken: string): PlanNode => ({
  kind: 'reg',
  name,
  type: { width: 1 },
  domain: MAIN_DOMAIN,
  reset: 0,
  next: [
    { when: starts, to: "1'b1" },
    { when: taken, to: "1'b0" },
  ],
});

const held = (name: string, of: { readonly width: number; readonly when: string; readonly to: string }): PlanNode => ({
  kind: 'reg',
  name,
  type: { width: of.width },
  domain: MAIN_DOMAIN,
  reset: 0,
  next: [{ when: of.when, to: of.to }],
});

/** OKAY is 00, SLVERR 10 (ARM IHI 0022, A3.4.4). */
function response(
  name: string,
  of: { readonly answers: Answers; readonly when: string; readonly mapped: string },
): readonly PlanNode[] {
  if (!of.answers.reportsErrors) return [assign(name, "2'b00")];
  return [held(name, { width: 2, when: of.when, to: `(${of.mapped}) ? 2'b00 : 2'b10` })];
}
