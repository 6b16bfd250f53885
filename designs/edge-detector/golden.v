// Edge detector of four signals, both edges.
module edge_detector (
    input  wire       clk,
    input  wire       rst,
    input  wire [3:0] signal,
    output reg  [3:0] rise,
    output reg  [3:0] fall
);

  reg [3:0] previous;

  always @(posedge clk) begin
    if (rst) begin
      previous <= 4'd0;
      rise     <= 4'd0;
      fall     <= 4'd0;
    end else begin
      previous <= signal;
      rise     <= signal & ~previous;
      fall     <= ~signal & previous;
    end
  end

endmodule
