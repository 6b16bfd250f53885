import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { Port } from '../facts.ts';

/** How software reaches the registers. */
export type BusKind = 'strobe' | 'apb' | 'axi4-lite';

/** A bus found among the ports: the port of each role. */
export interface Bus {
  readonly kind: BusKind;
  readonly role: (name: string) => Port | null;
  readonly ports: readonly Port[];
  /** Bits of the data lines. */
  readonly width: number;
}

interface Role {
  readonly names: RegExp;
  readonly direction: 'input' | 'output';
  /** Bits where the role fixes them; `data` and `strobe` go with the data lines. */
  readonly width: number | 'address' | 'data' | 'strobe';
  readonly optional?: true;
}

const input = (names: string, width: Role['width'] = 1): Role => ({
  names: new RegExp(`^(?:${names})$`, 'i'),
  direction: 'input',
  width,
});
const output = (names: string, width: Role['width'] = 1): Role => ({ ...input(names, width), direction: 'output' });
const optional = (role: Role): Role => ({ ...role, optional: true });

const APB = '(?:s_)?(?:apb_)?';
const AXI = '(?:s\\d*_)?(?:axi_|axil_)?';

/** Signals of AMBA APB (ARM IHI 0024), of AXI4-Lite (ARM IHI 0022, part B) and of a plain strobed port. */
const BUSES: Readonly<Record<BusKind, Readonly<Record<string, Role>>>> = {
  apb: {
    select: input(`${APB}psel`),
    enable: input(`${APB}penable`),
    write: input(`${APB}pwrite`),
    address: input(`${APB}paddr`, 'address'),
    wdata: input(`${APB}pwdata`, 'data'),
    rdata: output(`${APB}prdata`, 'data'),
    strobe: optional(input(`${APB}pstrb`, 'strobe')),
    ready: optional(output(`${APB}pready`)),
    error: optional(output(`${APB}pslverr`)),
  },
  'axi4-lite': {
    awvalid: input(`${AXI}awvalid`),
    awready: output(`${AXI}awready`),
    address: input(`${AXI}awaddr`, 'address'),
    wvalid: input(`${AXI}wvalid`),
    wready: output(`${AXI}wready`),
    wdata: input(`${AXI}wdata`, 'data'),
    strobe: input(`${AXI}wstrb`, 'strobe'),
    bvalid: output(`${AXI}bvalid`),
    bready: input(`${AXI}bready`),
    bresp: output(`${AXI}bresp`, 2),
    arvalid: input(`${AXI}arvalid`),
    arready: output(`${AXI}arready`),
    readAddress: input(`${AXI}araddr`, 'address'),
    rvalid: output(`${AXI}rvalid`),
    rready: input(`${AXI}rready`),
    rdata: output(`${AXI}rdata`, 'data'),
    rresp: output(`${AXI}rresp`, 2),
  },
  strobe: {
    address: input('addr|address', 'address'),
    wdata: input('wdata|write_data|wr_data', 'data'),
    write: input('we|wr|write|wr_en|write_en|write_enable'),
    read: optional(input('re|rd|read|rd_en|read_en|read_enable')),
    rdata: output('rdata|read_data|rd_data', 'data'),
  },
};

/** The one bus that the ports form, of the stated kind where the text names one; else why there is none. */
export function findBus(ports: readonly Port[], stated: BusKind | null): Outcome<Bus, string> {
  const kinds: readonly BusKind[] = stated === null ? ['apb', 'axi4-lite', 'strobe'] : [stated];
  const tried = kinds.map((kind) => busOf(kind, ports));
  const found = tried.flatMap((one) => (one.ok ? [one.value] : []));
  const [only] = found;
  if (only !== undefined && found.length === 1) return ok(only);
  if (found.length > 1) return fail('the ports form more than one bus, and the text does not say which it is');
  const first = tried.find((one) => !one.ok);
  return stated !== null && first !== undefined && !first.ok
    ? fail(first.error)
    : fail('the ports form neither an APB nor an AXI4-Lite bus nor a strobed port (addr, wdata, we, re, rdata)');
}

function busOf(kind: BusKind, ports: readonly Port[]): Outcome<Bus, string> {
  const byRole = new Map<string, Port>();
  for (const [name, role] of Object.entries(BUSES[kind])) {
    const found = portOf(name, role, { kind, ports });
    if (!found.ok) return found;
    if (found.value !== null) byRole.set(name, found.value);
  }
  const width = byRole.get('wdata')?.width ?? 0;
  if (![8, 16, 32, 64].includes(width)) return fail(`data lines of ${String(width)} bits are not supported`);
  const wrong = [...byRole].find(([name, port]) => !fits(BUSES[kind][name]?.width, port.width ?? 0, width));
  if (wrong !== undefined) return fail(`${wrong[1].name} does not have the width that the bus needs`);
  const [address, readAddress] = [byRole.get('address'), byRole.get('readAddress')];
  return readAddress !== undefined && readAddress.width !== address?.width
    ? fail('read and write addresses differ in width')
    : ok({ kind, role: (name) => byRole.get(name) ?? null, ports: [...byRole.values()], width });
}

/** The port of a role; null where the role is optional and has none. */
function portOf(
  name: string,
  role: Role,
  { kind, ports }: { readonly kind: BusKind; readonly ports: readonly Port[] },
): Outcome<Port | null, string> {
  const named = ports.filter((port) => role.names.test(port.name));
  const [port] = named;
  if (named.length > 1)
    return fail(`more than one port could be ${name} of the bus: ${named.map((one) => one.name).join(', ')}`);
  if (port === undefined) return role.optional === true ? ok(null) : fail(`the ${kind} bus has no port for ${name}`);
  if (port.direction !== role.direction) return fail(`${port.name} must be an ${role.direction} of the bus`);
  return port.width === null || port.lsb !== 0 ? fail(`the width of ${port.name} must be a number`) : ok(port);
}

function fits(wanted: Role['width'] | undefined, width: number, data: number): boolean {
  if (wanted === 'address') return width > Math.log2(data / 8);
  if (wanted === 'data') return width === data;
  return wanted === 'strobe' ? width === data / 8 : width === wanted;
}
