// Broken twin: push and pop together pop.
module lifo (
    input  wire       clk,
    input  wire       rst,
    input  wire       push,
    input  wire       pop,
    input  wire [7:0] data_in,
    output reg  [7:0] data_out,
    output wire       full,
    output wire       empty
);

  reg [7:0] store[0:3];
  reg [2:0] level;

  wire [1:0] top = level[1:0] - 2'd1;

  assign full  = level[2];
  assign empty = (level == 3'd0);

  always @(posedge clk) begin
    if (rst) begin
      level    <= 3'd0;
      data_out <= 8'd0;
    end else if (push & ~pop & ~full) begin
      store[level[1:0]] <= data_in;
      level <= level + 3'd1;
    end else if (pop & ~empty) begin
      data_out <= store[top];
      level    <= level - 3'd1;
    end
  end

endmodule
