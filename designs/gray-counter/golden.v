// Four-bit Gray counter: a binary counter and its code.
module gray_counter (
    input  wire       clk,
    input  wire       rst,
    input  wire       enable,
    output wire [3:0] gray
);

  reg [3:0] count;

  assign gray = count ^ {1'b0, count[3:1]};

  always @(posedge clk) begin
    if (rst) count <= 4'd0;
    else if (enable) count <= count + 4'd1;
  end

endmodule
