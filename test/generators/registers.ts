import type { Random } from './random.ts';
import { random } from './random.ts';

export type TestBus = 'strobe' | 'apb' | 'axi4-lite';

export interface TestField {
  readonly name: string;
  readonly register: number;
  readonly lsb: number;
  readonly width: number;
  readonly access: 'RW' | 'RO' | 'WO' | 'W1C' | 'RC';
  readonly reset: number;
}

/** A random register map in words, with the fields an independent model steps. Register k stands at byte 4k. */
export interface RegisterInstance {
  readonly spec: string;
  readonly bus: TestBus;
  readonly fields: readonly TestField[];
  readonly registers: number;
  readonly strobes: boolean;
  readonly errors: boolean;
}

const PORTS: Readonly<Record<TestBus, readonly string[]>> = {
  strobe: ['input addr (6 bits)', 'input we', 'input re', 'input wdata (32 bits)', 'output rdata (32 bits)'],
  apb: [
    ...['input psel', 'input penable', 'input pwrite', 'input paddr (6 bits)', 'input pwdata (32 bits)'],
    ...['output prdata (32 bits)', 'output pready', 'output pslverr'],
  ],
  'axi4-lite': [
    ...['input awvalid', 'output awready', 'input awaddr (6 bits)', 'input wvalid', 'output wready'],
    ...['input wdata (32 bits)', 'input wstrb (4 bits)', 'output bvalid', 'input bready', 'output bresp (2 bits)'],
    ...['input arvalid', 'output arready', 'input araddr (6 bits)', 'output rvalid', 'input rready'],
    ...['output rdata (32 bits)', 'output rresp (2 bits)'],
  ],
};
const SAID: Readonly<Record<TestBus, string>> = {
  strobe: 'a simple strobe bus',
  apb: 'an APB bus',
  'axi4-lite': 'an AXI4-Lite bus',
};

/** One random map. */
export function registerMap(bus: TestBus, seed: number): RegisterInstance {
  const rng = random(seed);
  const registers = 1 + rng.int(6);
  const fields = Array.from({ length: registers }, (_, register) => fieldsOf(register, rng)).flat();
  const strobes = bus === 'axi4-lite' || (bus === 'apb' && rng.flip());
  const errors = bus !== 'strobe' && rng.flip();
  const ports = [
    ...['input clk', 'input rst', ...PORTS[bus], ...(bus === 'apb' && strobes ? ['input pstrb (4 bits)'] : [])],
    ...fields.flatMap(portsOf),
  ];
  const said = `The registers are accessed over ${SAID[bus]}.${errors ? ' An access to an unmapped address is answered with SLVERR.' : ''}`;
  return { spec: textOf({ ports, said, fields, systemrdl: rng.flip() }), bus, fields, registers, strobes, errors };
}

const hex = (value: number): string => `0x${value.toString(16)}`;

function fieldsOf(register: number, rng: Random): TestField[] {
  const found: TestField[] = [];
  for (let lsb = rng.int(5); lsb < 32 && found.length < 4; ) {
    const width = Math.min(32 - lsb, 1 + rng.int(12));
    const access = rng.pick(['RW', 'RO', 'WO', 'W1C', 'RC'] as const);
    const reset = access === 'RO' ? 0 : rng.int(2 ** width);
    found.push({ name: `F${String(register)}${'ABCD'.charAt(found.length)}`, register, lsb, width, access, reset });
    lsb += width + rng.int(6);
  }
  return found;
}

function portsOf({ name, width, access }: TestField): string[] {
  const own = name.toLowerCase();
  const bits = `(${String(width)} bits)`;
  if (access === 'RO') return [`input ${own} ${bits}`];
  const set = access === 'W1C' || access === 'RC' ? [`input ${own}_set ${bits}`] : [];
  return [...set, `output ${own} ${bits}`];
}

interface Words {
  readonly ports: readonly string[];
  readonly said: string;
  readonly fields: readonly TestField[];
  readonly systemrdl: boolean;
}

function textOf({ ports, said, fields, systemrdl }: Words): string {
  const map = systemrdl ? rdlOf(fields) : tableOf(fields);
  return `Design a module named unit_under_design with these ports.\n\n${ports.map((port) => ` - ${port}`).join('\n')}\n\nAll registers are triggered on the positive edge of clk. The input rst is an active-high synchronous reset.\n\n${said}\n\n${map}\n`;
}

function tableOf(fields: readonly TestField[]): string {
  const rows = fields.map(
    ({ register, lsb, width, name, access, reset }) =>
      `| ${hex(register * 4)} | R${String(register)} | ${String(lsb + width - 1)}:${String(lsb)} | ${name} | ${access} | ${access === 'RO' ? '-' : hex(reset)} |`,
  );
  return ['| Offset | Register | Bits | Field | Access | Reset |', '|---|---|---|---|---|---|', ...rows].join('\n');
}

const PROPERTIES: Readonly<Record<TestField['access'], string>> = {
  RW: 'sw = rw; hw = r;',
  RO: 'sw = r; hw = w;',
  WO: 'sw = w; hw = r;',
  W1C: 'sw = rw; onwrite = woclr;',
  RC: 'sw = r; onread = rclr;',
};

function rdlOf(fields: readonly TestField[]): string {
  const registers = [...new Set(fields.map((field) => field.register))].map((register) => {
    const inner = fields
      .filter((field) => field.register === register)
      .map(
        ({ access, name, lsb, width, reset }) =>
          `    field { ${PROPERTIES[access]} } ${name}[${String(lsb + width - 1)}:${String(lsb)}]${access === 'RO' ? '' : ` = ${hex(reset)}`};`,
      );
    return `  reg {\n    regwidth = 32;\n${inner.join('\n')}\n  } R${String(register)} @ ${hex(register * 4)};`;
  });
  return `\`\`\`systemrdl\naddrmap test_map {\n${registers.join('\n')}\n};\n\`\`\``;
}
