// Pulse stretcher: ten cycles after the last trigger, retriggerable.
module pulse_stretcher (
    input  wire clk,
    input  wire rst,
    input  wire trigger,
    output wire pulse
);

  reg [3:0] left;

  assign pulse = (left != 4'd0);

  always @(posedge clk) begin
    if (rst) left <= 4'd0;
    else if (trigger) left <= 4'd10;
    else if (pulse) left <= left - 4'd1;
  end

endmodule
