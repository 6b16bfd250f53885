// Broken twin: tap 12 is missing.
module lfsr16 (
    input  wire        clk,
    input  wire        rst_n,
    input  wire        enable,
    output reg  [15:0] value
);

  wire feedback = value[15] ^ value[13] ^ value[10];

  always @(posedge clk) begin
    if (!rst_n) value <= 16'd1;
    else if (enable) value <= {value[14:0], feedback};
  end

endmodule
