// Divides the clock by six with a duty cycle of one half.
module clock_divider (
    input  wire clk,
    input  wire rst_n,
    output reg  slow
);

  reg [1:0] count;

  always @(posedge clk or negedge rst_n) begin
    if (!rst_n) begin
      count <= 2'd0;
      slow  <= 1'b0;
    end else if (count == 2'd2) begin
      count <= 2'd0;
      slow  <= ~slow;
    end else begin
      count <= count + 2'd1;
    end
  end

endmodule
