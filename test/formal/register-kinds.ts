import type { Cell } from '../../src/formal/netlist/types.ts';

/** A register cell and the Verilog that behaves like it. */
export interface RegisterKind {
  readonly type: string;
  readonly params: Readonly<Record<string, string>>;
  /** Control ports of one bit, beside CLK; `set` and `clr` are as wide as the register. */
  readonly ports: readonly string[];
  /** Body of a module with ports in lower case, `q` being a reg of two bits. */
  readonly body: string;
}

const ASYNC_VALUE = '10';

/** Every register type that Yosys 0.23 knows from Verilog, in both polarities where it has one. */
export const REGISTER_KINDS: readonly RegisterKind[] = [
  { type: '$dff', params: { CLK_POLARITY: '1' }, ports: ['D'], body: 'always @(posedge clk) q <= d;' },
  { type: '$dff', params: { CLK_POLARITY: '0' }, ports: ['D'], body: 'always @(negedge clk) q <= d;' },
  {
    type: '$dffe',
    params: { CLK_POLARITY: '1', EN_POLARITY: '0' },
    ports: ['D', 'EN'],
    body: 'always @(posedge clk) q <= en ? q : d;',
  },
  {
    type: '$adff',
    params: { CLK_POLARITY: '1', ARST_POLARITY: '1', ARST_VALUE: ASYNC_VALUE },
    ports: ['D', 'ARST'],
    body: "always @(posedge clk or posedge arst) if (arst) q <= 2'b10; else q <= d;",
  },
  {
    type: '$adff',
    params: { CLK_POLARITY: '0', ARST_POLARITY: '0', ARST_VALUE: ASYNC_VALUE },
    ports: ['D', 'ARST'],
    body: "always @(negedge clk or negedge arst) if (!arst) q <= 2'b10; else q <= d;",
  },
  {
    type: '$adffe',
    params: { CLK_POLARITY: '1', ARST_POLARITY: '1', ARST_VALUE: ASYNC_VALUE, EN_POLARITY: '1' },
    ports: ['D', 'ARST', 'EN'],
    body: "always @(posedge clk or posedge arst) if (arst) q <= 2'b10; else q <= en ? d : q;",
  },
  {
    type: '$sdff',
    params: { CLK_POLARITY: '1', SRST_POLARITY: '1', SRST_VALUE: ASYNC_VALUE },
    ports: ['D', 'SRST'],
    body: "always @(posedge clk) q <= srst ? 2'b10 : d;",
  },
  {
    type: '$sdffe',
    params: { CLK_POLARITY: '1', SRST_POLARITY: '0', SRST_VALUE: ASYNC_VALUE, EN_POLARITY: '1' },
    ports: ['D', 'SRST', 'EN'],
    body: "always @(posedge clk) q <= srst ? (en ? d : q) : 2'b10;",
  },
  {
    type: '$sdffce',
    params: { CLK_POLARITY: '1', SRST_POLARITY: '1', SRST_VALUE: ASYNC_VALUE, EN_POLARITY: '1' },
    ports: ['D', 'SRST', 'EN'],
    body: "always @(posedge clk) q <= en ? (srst ? 2'b10 : d) : q;",
  },
  {
    type: '$aldff',
    params: { CLK_POLARITY: '1', ALOAD_POLARITY: '1' },
    ports: ['D', 'ALOAD', 'AD'],
    body: 'always @(posedge clk or aload or ad) if (aload) q <= ad; else if (clk && !last) q <= d;',
  },
  {
    type: '$aldff',
    params: { CLK_POLARITY: '0', ALOAD_POLARITY: '0' },
    ports: ['D', 'ALOAD', 'AD'],
    body: 'always @(negedge clk or aload or ad) if (!aload) q <= ad; else if (!clk && last) q <= d;',
  },
  {
    type: '$aldffe',
    params: { CLK_POLARITY: '1', ALOAD_POLARITY: '1', EN_POLARITY: '1' },
    ports: ['D', 'ALOAD', 'AD', 'EN'],
    body: 'always @(posedge clk or aload or ad) if (aload) q <= ad; else if (clk && !last) q <= en ? d : q;',
  },
  {
    type: '$aldffe',
    params: { CLK_POLARITY: '0', ALOAD_POLARITY: '0', EN_POLARITY: '0' },
    ports: ['D', 'ALOAD', 'AD', 'EN'],
    body: 'always @(negedge clk or aload or ad) if (!aload) q <= ad; else if (!clk && last) q <= en ? q : d;',
  },
  {
    type: '$dffsre',
    params: { CLK_POLARITY: '1', SET_POLARITY: '1', CLR_POLARITY: '0', EN_POLARITY: '1' },
    ports: ['D', 'SET', 'CLR', 'EN'],
    body: [0, 1].map((i) => setClear(i, `en ? d[${i}] : q[${i}]`)).join('\n'),
  },
  {
    type: '$dffsr',
    params: { CLK_POLARITY: '1', SET_POLARITY: '1', CLR_POLARITY: '0' },
    ports: ['D', 'SET', 'CLR'],
    // Level-sensitive, as the cell is: the usual text with edges misses a set that is still on when clear ends.
    body: [0, 1].map((i) => setClear(i, `d[${i}]`)).join('\n'),
  },
  {
    type: '$dlatch',
    params: { EN_POLARITY: '1' },
    ports: ['D', 'EN'],
    body: 'always @* if (en) q = d;',
  },
  {
    type: '$adlatch',
    params: { EN_POLARITY: '0', ARST_POLARITY: '1', ARST_VALUE: ASYNC_VALUE },
    ports: ['D', 'EN', 'ARST'],
    body: "always @* if (arst) q = 2'b10; else if (!en) q = d;",
  },
  {
    type: '$dlatchsr',
    params: { EN_POLARITY: '1', SET_POLARITY: '1', CLR_POLARITY: '1' },
    ports: ['D', 'EN', 'SET', 'CLR'],
    body: [0, 1]
      .map(
        (i) => `always @* if (clr[${i}]) q[${i}] = 0; else if (set[${i}]) q[${i}] = 1; else if (en) q[${i}] = d[${i}];`,
      )
      .join('\n'),
  },
  {
    type: '$sr',
    params: { SET_POLARITY: '1', CLR_POLARITY: '1' },
    ports: ['SET', 'CLR'],
    body: [0, 1].map((i) => `always @* if (clr[${i}]) q[${i}] = 0; else if (set[${i}]) q[${i}] = 1;`).join('\n'),
  },
];

function setClear(i: number, next: string): string {
  return `always @(posedge clk, set[${i}], clr[${i}]) if (!clr[${i}]) q[${i}] <= 0; else if (set[${i}]) q[${i}] <= 1; else if (clk && !last) q[${i}] <= ${next};`;
}

/** Ports as wide as the register. */
const WIDE = new Set(['D', 'AD', 'SET', 'CLR']);
export const portWidth = (port: string): number => (WIDE.has(port) ? 2 : 1);

/** The cell with nets numbered in port order, and those numbers. */
export function registerCell(kind: RegisterKind): {
  readonly cell: Cell;
  readonly nets: Readonly<Record<string, readonly number[]>>;
} {
  const clocked = kind.params['CLK_POLARITY'] !== undefined;
  const nets: Record<string, number[]> = {};
  let next = 2;
  for (const port of [...(clocked ? ['CLK'] : []), ...kind.ports, 'Q']) {
    const width = port === 'Q' ? 2 : portWidth(port);
    nets[port] = Array.from({ length: width }, () => next++);
  }
  return { cell: { name: 'u', type: kind.type, params: kind.params, ports: nets, src: null }, nets };
}
