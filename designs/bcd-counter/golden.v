// Two-digit decimal counter.
module bcd_counter (
    input  wire       clk,
    input  wire       rst,
    input  wire       enable,
    output reg  [7:0] bcd
);

  wire ones_full = (bcd[3:0] == 4'd9);
  wire tens_full = (bcd[7:4] == 4'd9);

  always @(posedge clk) begin
    if (rst) bcd <= 8'h00;
    else if (enable) begin
      bcd[3:0] <= ones_full ? 4'd0 : bcd[3:0] + 4'd1;
      if (ones_full) bcd[7:4] <= tens_full ? 4'd0 : bcd[7:4] + 4'd1;
    end
  end

endmodule
