// Stopwatch: a divider by five and two decimal digits.
module stopwatch (
    input  wire       clk,
    input  wire       rst,
    input  wire       run,
    output wire [3:0] tens,
    output wire [3:0] ones,
    output reg        overflow
);

  wire tick;
  wire ones_carry;
  wire tens_carry;

  tick_divider divider (
      .clk(clk),
      .rst(rst),
      .enable(run),
      .tick(tick)
  );

  bcd_digit ones_digit (
      .clk(clk),
      .rst(rst),
      .count(tick),
      .digit(ones),
      .carry(ones_carry)
  );

  bcd_digit tens_digit (
      .clk(clk),
      .rst(rst),
      .count(ones_carry),
      .digit(tens),
      .carry(tens_carry)
  );

  always @(posedge clk) begin
    if (rst) overflow <= 1'b0;
    else if (tens_carry) overflow <= 1'b1;
  end

endmodule

module tick_divider (
    input  wire clk,
    input  wire rst,
    input  wire enable,
    output wire tick
);

  reg [2:0] count;

  assign tick = enable & (count == 3'd4);

  always @(posedge clk) begin
    if (rst) count <= 3'd0;
    else if (enable) count <= tick ? 3'd0 : count + 3'd1;
  end

endmodule

module bcd_digit (
    input  wire       clk,
    input  wire       rst,
    input  wire       count,
    output reg  [3:0] digit,
    output wire       carry
);

  assign carry = count & (digit == 4'd9);

  always @(posedge clk) begin
    if (rst) digit <= 4'd0;
    else if (count) digit <= carry ? 4'd0 : digit + 4'd1;
  end

endmodule
