/** Asks for plain Verilog: the fallback for models that cannot hold the plan's form. */
export const VERILOG_SYSTEM = `You write synthesizable Verilog-2005. Answer with one complete module in a \`\`\`verilog block and no explanation.
Use exactly the module name and ports that are given. An output assigned in an always block is declared "output reg". Use non-blocking assignments in clocked blocks and always @(*) with a value for every path in combinational ones. No initial blocks for logic, no $display, no delays, no testbench.`;
