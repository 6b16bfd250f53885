// Broken twin: each pulse is one cycle too long.
module pwm (
    input  wire       clk,
    input  wire       rst,
    input  wire       enable,
    input  wire [7:0] duty,
    output wire       pwm_out,
    output wire       period_start
);

  reg [7:0] count;
  reg [7:0] duty_now;

  always @(posedge clk) begin
    if (rst) begin
      count    <= 8'd0;
      duty_now <= 8'd0;
    end else if (enable) begin
      count <= count + 8'd1;
      if (count == 8'd255) duty_now <= duty;
    end
  end

  assign pwm_out      = enable & (count <= duty_now);
  assign period_start = enable & (count == 8'd0);

endmodule
