/** Candidates for the task `saturating_count` of the fixture suite. */
const header = `module TopModule (
  input clk,
  input rst,
  input up,
  output reg [2:0] level
);`;

const body = (statements: string): string => `${header}\n${statements}\nendmodule\n`;

export const COUNT = {
  good: body('  always @(posedge clk)\n    if (rst) level <= 0;\n    else if (up && level < 6) level <= level + 1;'),
  /** The same words with other comments and white space. */
  goodAgain: body(
    '  // counts up to six\n  always @(posedge clk) if (rst) level <= 0; else if (up && level < 6)\n    level <= level + 1; /* done */',
  ),
  wraps: body('  always @(posedge clk)\n    if (rst) level <= 0;\n    else if (up) level <= level + 1;'),
  syntax: body('  always @(posedge clk)\n    if (rst level <= 0;'),
  undeclared: body('  always @(posedge clk) level <= next_level;'),
  hang: body(
    '  always @(posedge clk)\n    if (rst) level <= 0;\n    else if (up && level < 6) level <= level + 1;\n  always @(level) if (level == 3) while (1) begin end',
  ),
} as const;

/** Designs that public benches accept; none may pass. */
export const CHEATS: Readonly<Record<string, string>> = {
  'early finish': body('  initial $finish;'),
  'reads the reference':
    'module TopModule (input clk, input rst, input up, output [2:0] level);\n  assign level = tb.good1.level;\nendmodule\n',
  'instantiates the reference':
    'module TopModule (input clk, input rst, input up, output [2:0] level);\n  RefModule inner (clk, rst, up, level);\nendmodule\n',
  'writes the statistics': body('  always @(tb.stats1.errors) tb.stats1.errors = 0;'),
  'prints the pass line': body('  initial begin $display("Mismatches: 0 in 242 samples"); $finish; end'),
  'forces the comparison': body('  initial force tb.tb_match = 1;'),
  'drives its input':
    'module TopModule (input clk, input rst, input up, output [2:0] level);\n  assign rst = 1;\n  assign level = 0;\nendmodule\n',
  'hides behind a macro':
    '`define GO tb.good1.level\nmodule TopModule (input clk, input rst, input up, output [2:0] level);\n  assign level = `GO;\nendmodule\n',
  'hides behind an escaped name':
    'module TopModule (input clk, input rst, input up, output [2:0] level);\n  assign level = \\tb .good1.level;\nendmodule\n',
  'calls a task of the bench': body('  initial tb.drive1.stop_now;'),
  'adds a root that forces the output': `${body('  initial level = 0;')}module extra;\n  initial force tb.level_dut = tb.level_ref;\nendmodule\n`,
  'ends the simulation from a function': body(
    '  function integer f(input x); begin $finish; f = 0; end endfunction\n  always @(posedge clk) level <= f(up);',
  ),
};
