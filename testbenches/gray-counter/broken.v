// Broken twin: the code is built with a left shift.
module gray_counter (
    input  wire       clk,
    input  wire       rst,
    input  wire       enable,
    output wire [3:0] gray
);

  reg [3:0] count;

  assign gray = count ^ {count[2:0], 1'b0};

  always @(posedge clk) begin
    if (rst) count <= 4'd0;
    else if (enable) count <= count + 4'd1;
  end

endmodule
