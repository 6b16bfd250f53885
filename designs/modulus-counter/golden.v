// Counter from 0 to 11 with enable.
module counter_mod12 (
    input  wire       clk,
    input  wire       rst,
    input  wire       enable,
    output reg  [3:0] count,
    output wire       wrap
);

  assign wrap = enable & (count == 4'd11);

  always @(posedge clk) begin
    if (rst) count <= 4'd0;
    else if (enable) count <= wrap ? 4'd0 : count + 4'd1;
  end

endmodule
