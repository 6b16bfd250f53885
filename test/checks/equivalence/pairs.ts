import type { DesignText } from '../../../src/checks/check-environment.ts';

/** A module `m` as a design. */
export const design = (text: string): DesignText => ({ top: 'm', files: [{ path: 'm.sv', text }] });

const COUNTER_PORTS = 'input clk, input rst, input en, output reg [3:0] q';

/** Designs that several tests vary. */
export const COUNTER = `module m(${COUNTER_PORTS});
  always @(posedge clk) if (rst) q <= 0; else if (en) q <= q + 1;
endmodule`;

export const HIDDEN_FLAG = (edges: string): string => `module m(input clk, input arst, input d, input show, output y);
  reg seen;
  always @(${edges}) if (arst) seen <= 0; else if (d) seen <= 1;
  reg y_q;
  always @(posedge clk) y_q <= show & seen;
  assign y = y_q;
endmodule`;

export const BINARY_MACHINE = `module m(input clk, input rst, input x, output y);
  localparam A = 0, B = 1, C = 2;
  reg [1:0] state;
  always @(posedge clk)
    if (rst) state <= A;
    else case (state)
      A: state <= x ? B : A;
      B: state <= x ? B : C;
      C: state <= x ? B : A;
      default: state <= A;
    endcase
  assign y = state == C & x;
endmodule`;

export const ONE_HOT_MACHINE = `module m(input clk, input rst, input x, output y);
  reg a, b, c;
  always @(posedge clk) begin
    a <= rst | ((a | c) & ~x);
    b <= ~rst & x;
    c <= ~rst & b & ~x;
  end
  assign y = c & x;
endmodule`;

/** A golden, a candidate and the answer. */
export interface Pair {
  readonly title: string;
  readonly golden: string;
  readonly candidate: string;
  readonly strength: string;
  readonly rung?: string;
}

/** Twins that mean the same in another style. */
export const TWINS: readonly Pair[] = [
  {
    title: 'a counter with its reset as a multiplexer is proved',
    golden: COUNTER,
    candidate: `module m(${COUNTER_PORTS});
      wire [3:0] next = rst ? 4'd0 : q + {3'b0, en};
      always @(posedge clk) q <= next;
    endmodule`,
    strength: 'proved',
  },
  {
    title: 'a one-hot machine is proved equal to a binary one from any power-up state',
    golden: BINARY_MACHINE,
    candidate: ONE_HOT_MACHINE,
    strength: 'proved',
    rung: 'full',
  },
  {
    title: 'a case and a chain of conditions are proved equal',
    golden: `module m(input [1:0] s, input [7:0] a, b, c, d, output reg [7:0] y);
      always @* case (s) 0: y = a; 1: y = b; 2: y = c; default: y = d; endcase endmodule`,
    candidate: `module m(input [1:0] s, input [7:0] a, b, c, d, output [7:0] y);
      assign y = s[1] ? (s[0] ? d : c) : s[0] ? b : a; endmodule`,
    strength: 'proved',
  },
  {
    title: 'a value chosen where the reference says x is proved',
    golden: `module m(input [1:0] s, output reg y);
      always @* case (s) 0: y = 0; 1: y = 1; 2: y = 1; default: y = 1'bx; endcase endmodule`,
    candidate: 'module m(input [1:0] s, output y); assign y = s[0] ^ s[1]; endmodule',
    strength: 'proved',
  },
  {
    title: 'a register with a power-up value is proved equal to one without',
    golden: 'module m(input clk, input d, output reg q); always @(posedge clk) q <= d; endmodule',
    candidate: 'module m(input clk, input d, output reg q); initial q = 1; always @(posedge clk) q <= d; endmodule',
    strength: 'proved',
  },
  {
    title: 'an adder written as a ripple of full adders is proved, its carries being no loop',
    golden: 'module m(input [7:0] a, b, output [7:0] s); assign s = a + b; endmodule',
    candidate: `module m(input [7:0] a, b, output [7:0] s);
      wire [7:0] c; assign c = {(a & b) | (c & (a ^ b)), 1'b0}; assign s = a ^ b ^ c; endmodule`,
    strength: 'proved',
  },
  {
    title: 'registers that keep x in simulation are different, although equal as hardware',
    golden: `module m(input clk, input d, output q); reg p, n;
      always @(posedge clk) p <= d; always @(negedge clk) n <= d; assign q = clk ? p : n; endmodule`,
    candidate: `module m(input clk, input d, output q); reg p, n;
      always @(posedge clk) p <= d ^ n; always @(negedge clk) n <= d ^ p; assign q = p ^ n; endmodule`,
    strength: 'different',
    rung: 'x-pessimism',
  },
  {
    title: 'a one-hot machine that recovers from no stray state is proved after reset',
    golden: `module m(input clk, input rst, input d, output y); reg [2:0] s;
      always @(posedge clk or posedge rst) if (rst) s <= 1; else case (s)
        1: s <= d ? 2 : 1; 2: s <= d ? 2 : 4; 4: s <= d ? 2 : 1; default: s <= 1; endcase
      assign y = s == 1; endmodule`,
    candidate: `module m(input clk, input rst, input d, output y); reg [2:0] t;
      always @(posedge clk or posedge rst) if (rst) t <= 1;
        else t <= {~d & t[1], d, ~d & (t[0] | t[2])};
      assign y = t[0]; endmodule`,
    strength: 'proved-after-reset',
    rung: 'after-reset',
  },
  {
    title: 'a memory read through a register address is proved against a copy under other names',
    golden: `module m(input clk, input we, input [1:0] a, input [3:0] d, output [3:0] y);
      reg [3:0] store [0:3]; always @(posedge clk) if (we) store[a] <= d; assign y = store[a]; endmodule`,
    candidate: `module m(input clk, input we, input [1:0] a, input [3:0] d, output [3:0] y);
      reg [3:0] cells [0:3]; always @(posedge clk) if (we) cells[a] <= d; assign y = cells[a]; endmodule`,
    strength: 'proved',
  },
  {
    title: 'two clocks are modelled as events and a copy is proved',
    golden: `module m(input c1, input c2, input d, output reg q); reg p;
      always @(posedge c1) p <= d; always @(posedge c2) q <= p; endmodule`,
    candidate: `module m(input c1, input c2, input d, output reg q); reg first;
      always @(posedge c2) q <= first; always @(posedge c1) first <= d; endmodule`,
    strength: 'proved',
  },
  {
    title: 'a transparent latch is proved against its gates and a latch',
    golden: 'module m(input en, input a, b, output reg q); always @* if (en) q = a & b; endmodule',
    candidate: 'module m(input en, input a, b, output reg q); always @* if (en) q = ~(~a | ~b); endmodule',
    strength: 'proved',
  },
  {
    title: 'a latch in always_comb is read as always @* and proved',
    golden: 'module m(input en, input a, output logic q); always_comb if (en) q = a; endmodule',
    candidate: 'module m(input en, input a, output logic q); always_latch if (en) q = a; endmodule',
    strength: 'proved',
  },
];

/** Pairs that a weaker method has called equal somewhere, and other traps. */
export const TRAPS: readonly Pair[] = [
  {
    title: 'the falling edge in the place of the rising one is different',
    golden: COUNTER,
    candidate: COUNTER.replace('posedge', 'negedge'),
    strength: 'different',
  },
  {
    title: 'a synchronous reset of an internal register in the place of an asynchronous one is different',
    golden: HIDDEN_FLAG('posedge clk or posedge arst'),
    candidate: HIDDEN_FLAG('posedge clk'),
    strength: 'different',
  },
  {
    title: 'a register without the power-up value of the reference is different',
    golden: 'module m(input clk, output reg q); initial q = 0; always @(posedge clk) q <= ~q; endmodule',
    candidate: 'module m(input clk, output reg q); always @(posedge clk) q <= ~q; endmodule',
    strength: 'different',
  },
  {
    title: 'an x where the reference has a value is different',
    golden: 'module m(input [1:0] s, output y); assign y = s[0] ^ s[1]; endmodule',
    candidate: `module m(input [1:0] s, output reg y);
      always @* case (s) 0: y = 0; 1: y = 1; 2: y = 1; default: y = 1'bx; endcase endmodule`,
    strength: 'different',
  },
  {
    title: 'an incomplete sensitivity list is equal as hardware and different in simulation',
    golden: 'module m(input a, b, output reg y); always @* y = a & b; endmodule',
    candidate: 'module m(input a, b, output reg y); always @(a) y = a & b; endmodule',
    strength: 'different',
    rung: 'stale-sensitivity',
  },
  {
    title: 'a register driven by two processes is never proved',
    golden: 'module m(input clk, input a, b, output reg q); always @(posedge clk) q <= b; endmodule',
    candidate: `module m(input clk, input a, b, output reg q);
      always @(posedge clk) q <= b; always @(posedge clk) q <= b; endmodule`,
    strength: 'unreadable',
  },
  {
    title: 'a loop of gates is reported as a loop, with simulation only',
    golden: 'module m(input s, r, output q); assign q = s | (q & ~r); endmodule',
    candidate: 'module m(input s, r, output q); wire held = q & ~r; assign q = s | held; endmodule',
    strength: 'combinational-loop',
  },
  {
    title: 'a difference behind a thousand cycles is found by the long search',
    golden: `module m(input clk, input rst, output reg hit); reg [9:0] n;
      always @(posedge clk) if (rst) begin n <= 0; hit <= 0; end else begin n <= n + 1; hit <= n == 1000; end endmodule`,
    candidate: `module m(input clk, input rst, output reg hit); reg [9:0] n;
      always @(posedge clk) if (rst) begin n <= 0; hit <= 0; end else begin n <= n + 1; hit <= n == 1001; end endmodule`,
    strength: 'different',
  },
  {
    title: 'two swapped clocks are different',
    golden:
      'module m(input c1, input c2, input d, output reg q); reg p; always @(posedge c1) p <= d; always @(posedge c2) q <= p; endmodule',
    candidate:
      'module m(input c1, input c2, input d, output reg q); reg p; always @(posedge c2) p <= d; always @(posedge c1) q <= p; endmodule',
    strength: 'different',
  },
  {
    title: 'an enable that comes one cycle late is different',
    golden: COUNTER,
    candidate: `module m(${COUNTER_PORTS}); reg e;
      always @(posedge clk) begin e <= en; if (rst) q <= 0; else if (e) q <= q + 1; end endmodule`,
    strength: 'different',
  },
  {
    title: 'a reference that is x throughout proves nothing',
    golden: 'module m(input a, output y); wire nothing; assign y = nothing & a | nothing; endmodule',
    candidate: 'module m(input a, output y); assign y = a; endmodule',
    strength: 'vacuous',
  },
  {
    title: 'a candidate that is right by x-optimism at power-up is proved only after reset',
    golden:
      'module m(input clk, input rst, output y); reg s = 1; always @(posedge clk) if (rst) s <= 1; assign y = s; endmodule',
    candidate: `module m(input clk, input rst, output reg y); reg s;
      always @(posedge clk) if (rst) s <= 1; else if (s == 0) s <= 0; else s <= 1;
      always @* if (rst) y = 1; else if (s == 0) y = 0; else y = 1; endmodule`,
    strength: 'proved-after-reset',
  },
  {
    title: 'another port width is an interface mismatch',
    golden: COUNTER,
    candidate: COUNTER.replace('output reg [3:0]', 'output reg [4:0]'),
    strength: 'interface-mismatch',
  },
  {
    title: 'a candidate that assigns a wire in a process does not compile',
    golden: COUNTER,
    candidate: COUNTER.replace('output reg', 'output wire'),
    strength: 'does-not-compile',
  },
  {
    title: 'a bidirectional port is not modelled, and only simulated',
    golden: 'module m(input a, inout b, output y); assign y = ~a; endmodule',
    candidate: 'module m(input a, inout b, output y); assign y = !a; endmodule',
    strength: 'unreadable',
  },
  {
    title: 'a memory that is longer than the reference is proved, what lies beyond being x there',
    golden: `module m(input clk, input we, input [1:0] a, input [3:0] d, output [3:0] y);
      reg [3:0] s [0:2]; always @(posedge clk) if (we) s[a] <= d; assign y = s[a]; endmodule`,
    candidate: `module m(input clk, input we, input [1:0] a, input [3:0] d, output [3:0] y);
      reg [3:0] s [0:3]; always @(posedge clk) if (we) s[a] <= d; assign y = s[a]; endmodule`,
    strength: 'proved',
  },
  {
    title: 'a memory that is too short is different',
    golden: `module m(input clk, input we, input [1:0] a, input [3:0] d, output [3:0] y);
      reg [3:0] s [0:3]; always @(posedge clk) if (we) s[a] <= d; assign y = s[a]; endmodule`,
    candidate: `module m(input clk, input we, input [1:0] a, input [3:0] d, output [3:0] y);
      reg [3:0] s [0:2]; always @(posedge clk) if (we) s[a] <= d; assign y = s[a]; endmodule`,
    strength: 'different',
  },
  {
    title: 'a memory that a loop clears, whose addresses the reader cuts, is not proved equal to one that wraps',
    golden: `module m(input clk, input rst, input we, input [2:0] a, input d, output y);
      reg [3:0] s; always @(posedge clk) if (rst) s <= 0; else if (we) s[a[1:0]] <= d;
      assign y = s[a[1:0]]; endmodule`,
    candidate: `module m(input clk, input rst, input we, input [2:0] a, input d, output y);
      reg s [0:3]; integer i;
      always @(posedge clk) if (rst) for (i = 0; i < 4; i = i + 1) s[i] <= 0; else if (we) s[a] <= d;
      assign y = s[a]; endmodule`,
    strength: 'different',
  },
  {
    title: 'an AND of a clock and an enable is different from an enable',
    golden: 'module m(input clk, input en, input d, output reg q); always @(posedge clk) if (en) q <= d; endmodule',
    candidate: `module m(input clk, input en, input d, output reg q); wire g = clk & en;
      always @(posedge g) q <= d; endmodule`,
    strength: 'different',
  },
  {
    title: 'an output that is assigned twice, once a constant, is not proved',
    golden: 'module m(input a, output y); assign y = a; endmodule',
    candidate: "module m(input a, output y); assign y = a; assign y = 1'b0; endmodule",
    strength: 'different',
  },
  {
    title: 'x that crawls along a long chain of registers ends in a proof',
    golden: `module m(input clk, input d, output q); reg [15:0] s;
      always @(posedge clk) s <= {s[14:0], d ? 1'b1 : 1'bx}; assign q = s[15]; endmodule`,
    candidate: `module m(input clk, input d, output q); reg [15:0] chain;
      always @(posedge clk) chain <= {chain[14:0], d}; assign q = chain[15]; endmodule`,
    strength: 'proved',
  },
];

/** Candidates of which the netlist reader keeps one driver of two: what is left may be equal, and is no proof. */
export const LOST_DRIVERS: readonly Pair[] = [
  {
    title: 'a net that a constant also drives is not proved',
    golden: "module m(input a, b, output q); assign q = a & b ? 1'bx : 1'b0; endmodule",
    candidate: "module m(input a, b, output q); assign q = a & b; assign q = 1'b0; endmodule",
    strength: 'unreadable',
    rung: 'several-drivers',
  },
  {
    title: 'a constant behind an input port of an instance is not proved',
    golden: "module m(input a, b, output q); assign q = a & b ? 1'b1 : 1'bx; endmodule",
    candidate: `module s(input x, output y); assign y = x; assign x = 1'b1; endmodule
      module m(input a, b, output q); s u(a & b, q); endmodule`,
    strength: 'unreadable',
    rung: 'several-drivers',
  },
  {
    title: 'a variable that a constant block also assigns is not proved',
    golden: "module m(input clk, a, output reg q, output y); assign y = a; always @* q = a ? 1'bx : 1'bx; endmodule",
    candidate: `module m(input clk, a, output reg q, output y); assign y = a;
      always @(posedge clk) q <= a; always @* q = 1'b0; endmodule`,
    strength: 'unreadable',
    rung: 'several-drivers',
  },
  {
    title: 'a reference with two drivers proves nothing either',
    golden: "module m(input a, b, output q); assign q = a & b; assign q = 1'b0; endmodule",
    candidate: "module m(input a, b, output q); assign q = 1'b0; endmodule",
    strength: 'unreadable',
    rung: 'several-drivers',
  },
  {
    title: 'loop variables that two blocks share are no clash',
    golden: 'module m(input [3:0] a, output [3:0] p, q); assign p = a; assign q = {a[0], a[1], a[2], a[3]}; endmodule',
    candidate: `module m(input [3:0] a, output reg [3:0] p, q); integer i;
      always @* for (i = 0; i < 4; i = i + 1) p[i] = a[i];
      always @* for (i = 0; i < 4; i = i + 1) q[i] = a[3 - i]; endmodule`,
    strength: 'proved',
  },
  {
    title: 'a vector that two blocks assign bit by bit, one of them a constant, is proved',
    golden: "module m(input a, output [1:0] q); assign q = {1'b0, a}; endmodule",
    candidate: `module m(input a, output reg [1:0] q);
      always @(*) q[0] = a; always @(*) begin q[1] = a; q[1] = 0; end endmodule`,
    strength: 'proved',
  },
];

const PAD = `module m(input clk, input en, input [1:0] d, inout [1:0] pad, output reg [1:0] q);
  assign pad = en ? d : 2'bz;
  always @(posedge clk) q <= pad;
endmodule`;

/** Designs with a port that both sides may drive: never modelled, but simulated with the bench as the other side. */
export const SHARED_WIRES: readonly Pair[] = [
  {
    title: 'a design with an inout port is said not to be modelled, and shows no difference to itself',
    golden: PAD,
    candidate: PAD.replace('assign pad', 'wire [1:0] out = d; assign pad').replace('? d', '? out'),
    strength: 'unreadable',
    rung: 'unsupported',
  },
  {
    title: 'an inout port driven with another value is different',
    golden: PAD,
    candidate: PAD.replace('? d', '? ~d'),
    strength: 'different',
  },
  {
    title: 'an inout port that is never driven is different',
    golden: PAD,
    candidate: PAD.replace('en ? d', "1'b0 ? d"),
    strength: 'different',
  },
  {
    title: 'an inout port that is driven when it should be left alone is different',
    golden: PAD.replace('q <= pad', 'q <= d'),
    candidate: PAD.replace('q <= pad', 'q <= d').replace('en ? d', "1'b1 ? d"),
    strength: 'different',
  },
  {
    title: 'an inout port that is never read is different',
    golden: PAD,
    candidate: PAD.replace('q <= pad', 'q <= d'),
    strength: 'different',
  },
  {
    title: 'an output in the place of an inout port is an interface mismatch',
    golden: "module m(input en, input d, inout pad, output q); assign pad = en ? d : 1'bz; assign q = d; endmodule",
    candidate: "module m(input en, input d, output pad, output q); assign pad = en ? d : 1'bz; assign q = d; endmodule",
    strength: 'interface-mismatch',
  },
];
