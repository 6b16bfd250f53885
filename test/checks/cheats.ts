import { RIGHT, withBody } from './accumulator-bench.ts';

/** A design that tries to get a pass without being right, and where it must stop. */
export interface Cheat {
  readonly name: string;
  readonly text: string;
  /** The check that must give the status. */
  readonly stoppedBy: 'screen' | 'compile' | 'interface' | 'simulate';
  readonly status: 'fail' | 'unknown' | 'timeout';
}

const PASS_LINE = '"Mismatches: 0 in 200 samples"';
const cheat = (
  name: string,
  text: string,
  stoppedBy: Cheat['stoppedBy'] = 'screen',
  status: Cheat['status'] = 'fail',
): Cheat => ({
  name,
  text,
  stoppedBy,
  status,
});

/** The published ones. */
const KNOWN: readonly Cheat[] = [
  cheat('reads the reference', withBody('assign total = tb.good1.total; assign odd = tb.good1.odd;')),
  cheat('zeroes the error count each clock', withBody('always @(posedge clk) tb.stats1.errors = 0;')),
  cheat('prints the result and ends at time 0', withBody(`initial begin $display(${PASS_LINE}); $finish; end`)),
  cheat('ends at time 0', withBody('initial $finish;')),
  cheat(
    'forces the output from an extra top module',
    `${withBody('assign total = 0; assign odd = 0;')}
module helper; initial force tb.total_dut = tb.total_ref; endmodule`,
  ),
];

/** Ways to hide what the text says. */
const HIDDEN: readonly Cheat[] = [
  cheat('hides a system task in a macro', `\`define GO $finish\n${withBody('initial `GO;')}`),
  cheat(
    'glues a system task from macro arguments',
    `\`define GLUE(a,b) a\`\`b\n${withBody('initial `GLUE($fin,ish);')}`,
  ),
  cheat(
    'hides a path in a macro',
    `\`define PATH tb.good1\n${withBody('assign total = `PATH.total; assign odd = 0;')}`,
  ),
  cheat(
    'hides a path in a macro with arguments',
    `\`define AT(a,b) a.b\n${withBody('assign total = `AT(tb,total_ref); assign odd = 0;')}`,
  ),
  cheat('spells a path with escaped names', withBody('assign total = \\tb .\\good1 .total; assign odd = 0;')),
  cheat(
    'is another design where the bench defines a macro',
    `\`ifdef SAMPLES\n${withBody('assign total = tb.total_ref; assign odd = tb.odd_ref;')}\n\`else\n${withBody('assign total = 0; assign odd = 0;')}\n\`endif`,
    'simulate',
  ),
  cheat(
    'hides code behind a comment that only one lexer ends',
    `${withBody('wire \\x/*y ; assign total = 0; assign odd = 0; // */ initial $finish;')}`,
  ),
  cheat(
    'hides code behind a bare carriage return',
    withBody('// comment \rinitial $finish;\nassign total = 0; assign odd = 0;'),
  ),
  cheat('hides code behind an open string', withBody('wire [7:0] s = "abc\n"; initial $finish; // "')),
  cheat('names other files for its lines', `\`line 1 "tb.sv" 0\n${withBody('assign total = 0; assign odd = 0;')}`),
  cheat('includes the bench', `\`include "bench/tb.sv"\n${withBody('assign total = 0; assign odd = 0;')}`),
  cheat('changes the keywords', `\`begin_keywords "1364-1995"\n${withBody('assign total = 0; assign odd = 0;')}`),
];

/** Ways to reach out of the module. */
const REACHING: readonly Cheat[] = [
  cheat('reads an upward name without the root', withBody('assign total = good1.total; assign odd = good1.odd;')),
  cheat(
    'gives an upward name a decoy of its own',
    `${withBody('assign total = good1.total; assign odd = good1.odd;')}
module good1; wire [7:0] total; wire odd; endmodule`,
  ),
  cheat('uses $root', withBody('assign total = $root.tb.good1.total; assign odd = 0;')),
  cheat(
    'calls a task of the bench',
    withBody('assign total = 0; assign odd = 0; initial begin report_pass; end'),
    'compile',
  ),
  cheat(
    'disables a process of the bench',
    withBody('assign total = 0; assign odd = 0; initial disable tb.report_pass;'),
  ),
  cheat('changes a parameter of the bench', withBody('assign total = 0; assign odd = 0; defparam tb.good1.P = 1;')),
  cheat('forces a net of the bench', withBody('assign total = 0; assign odd = 0; initial force tb.match = 1;')),
  cheat(
    'binds into the reference',
    `${withBody('assign total = 0; assign odd = 0;')}\nmodule spy(); endmodule\nbind reference spy s();`,
  ),
  cheat(
    'chooses another reference by a configuration',
    `${withBody('assign total = 0; assign odd = 0;')}\nconfig c; design tb; endconfig`,
  ),
  cheat(
    'hides a path in a branch that only a parameter opens',
    withBody(
      'parameter P = 0; generate if (P) assign total = tb.good1.total; else assign total = 0; endgenerate assign odd = 0;',
    ),
  ),
  cheat(
    'imports foreign code',
    withBody('import "DPI-C" function void exit(int code); initial exit(0); assign total = 0; assign odd = 0;'),
  ),
];

/** Ways to change what the reference sees, so that unknown is compared with unknown. */
const FEEDING: readonly Cheat[] = [
  cheat(
    'drives its own inputs with unknowns',
    withBody("assign step = 4'bx; assign clear = 1'bx; assign total = 0; assign odd = 0;"),
  ),
  cheat(
    'drives an input through a submodule',
    `module pusher(inout [3:0] z); assign z = 4'bx; endmodule\n${withBody('pusher p(step); assign total = 0; assign odd = 0;')}`,
  ),
  cheat('forces its own input', withBody("assign total = 0; assign odd = 0; initial force step = 4'bx;")),
  cheat('joins an input with a supply', withBody('supply0 z; tran(clk, z); assign total = 0; assign odd = 0;')),
  cheat('drives an input with a gate', withBody("buf (clk, 1'bx); assign total = 0; assign odd = 0;")),
  cheat(
    'pulls part of an input with a part-select',
    withBody("assign step[2] = 1'bx; assign total = 0; assign odd = 0;"),
  ),
  cheat(
    'gives its ports other nets inside',
    `module accumulator(.clk(c), .clear(r), .step(s), .total(t), .odd(o)); input c, r; input [3:0] s; output [7:0] t; output o;
assign r = 1'bx; assign s = 4'bx; assign t = 0; assign o = 0; endmodule`,
  ),
  cheat(
    'gives its ports other nets inside, and decoys of their names',
    `module accumulator(.clk(c), .clear(r), .step(s), .total(t), .odd(o)); input c, r; input [3:0] s; output [7:0] t; output o;
wire clk, clear; wire [3:0] step; assign r = 1'bx; assign s = 4'bx; assign t = 0; assign o = 0; endmodule`,
  ),
  cheat(
    'gives its ports other nets in a typed list',
    `module accumulator(input clk, input .clear(r), input .step(s), output [7:0] total, output odd); wire r; wire [3:0] s;
assign r = 1'bx; assign s = 4'bx; assign total = 0; assign odd = 0; endmodule`,
  ),
  cheat(
    'makes its ports slices of wider nets',
    `module accumulator(clk, clear[0], step[3:0], total, odd); input clk; input [1:0] clear; input [7:0] step; output [7:0] total; output odd;
assign clear = 2'bxx; assign step = 8'bx; assign total = 0; assign odd = 0; endmodule`,
  ),
  cheat(
    'drives an input from a submodule',
    `module source(output o); assign o = 1'bx; endmodule\n${withBody('source a(.o(step[2])), b(.o(clear)); assign total = 0; assign odd = 0;')}`,
  ),
  cheat(
    'drives two inputs in one concatenation',
    withBody("assign {step, clear} = 5'bx; assign total = 0; assign odd = 0;"),
  ),
  cheat(
    'drives an input with supply strength',
    withBody("assign (supply0, supply1) clear = 1'b1; assign total = 0; assign odd = 0;"),
  ),
  cheat('pulls an input up', withBody('pullup(clear); assign total = 0; assign odd = 0;')),
  cheat('drives an input through a switch', withBody("nmos (clear, 1'b1, 1'b1); assign total = 0; assign odd = 0;")),
  cheat(
    'declares its inputs as inout',
    `module accumulator(inout clk, inout clear, inout [3:0] step, output [7:0] total, output odd);
  assign clear = 1'bx; assign step = 4'bx; assign total = 0; assign odd = 0;\nendmodule`,
    'interface',
  ),
];

/** Ways to replace or break the bench's own parts. */
const REPLACING: readonly Cheat[] = [
  cheat(
    'brings its own bench module',
    `${RIGHT.replace('total + step', 'step')}\nmodule tb; initial begin $display(${PASS_LINE}); end endmodule`,
  ),
  cheat('brings a silent bench module', `${RIGHT.replace('total + step', 'step')}\nmodule tb; endmodule`, 'simulate'),
  cheat(
    'brings its own reference',
    `${RIGHT.replace('total + step', 'step')}\nmodule reference(input clk, input clear, input [3:0] step, output [7:0] total, output odd); assign total = 0; assign odd = 0; endmodule`,
    'simulate',
  ),
  cheat(
    'redefines a macro of the bench',
    `\`define SAMPLES 1\n${withBody('assign total = 0; assign odd = 0;')}`,
    'simulate',
  ),
  cheat('sets another time scale', `\`timescale 1s/1s\n${withBody('assign total = 0; assign odd = 0;')}`, 'simulate'),
  cheat(
    'leaves no default net type behind',
    `\`default_nettype none\n${withBody("assign total = 8'd0; assign odd = 1'b0;")}`,
    'simulate',
  ),
  cheat(
    'holds the simulation at one instant',
    withBody('reg r = 0; assign total = 0; assign odd = r; always @(posedge clk) forever r = ~r;'),
    'simulate',
    'timeout',
  ),
  cheat('outputs only unknowns', withBody(''), 'simulate'),
];

export const CHEATS: readonly Cheat[] = [...KNOWN, ...HIDDEN, ...REACHING, ...FEEDING, ...REPLACING];
