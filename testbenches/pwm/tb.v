// 40 periods with duties 0, 1, 255 and random ones, enable dropped now and then. The model counts down the high cycles
// left instead of comparing.
module tb;
  reg clk, rst, enable;
  reg [7:0] duty;
  wire pwm_out, period_start;
  integer position, high_left, i, seed, compared, mismatched;

  pwm dut (.clk(clk), .rst(rst), .enable(enable), .duty(duty), .pwm_out(pwm_out), .period_start(period_start));

  task compare;
    begin
      compared = compared + 1;
      if (pwm_out !== (enable && high_left > 0) || period_start !== (enable && position == 0)) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5)
          $display("MISMATCH cycle=%0d position=%0d high_left=%0d got pwm_out=%b period_start=%b",
                   i, position, high_left, pwm_out, period_start);
      end
    end
  endtask

  task step_model;
    begin
      if (rst) begin
        position = 0;
        high_left = 0;
      end else if (enable) begin
        if (position == 255) begin
          position = 0;
          high_left = {24'd0, duty};
        end else begin
          position = position + 1;
          if (high_left > 0) high_left = high_left - 1;
        end
      end
    end
  endtask

  task cycle;
    begin
      step_model;
      #5 clk = 1'b1;
      #1 compare;
      #3 clk = 1'b0;
      #1 compare;
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h0051_ced1;
    clk = 1'b0;
    rst = 1'b1;
    enable = 1'b0;
    duty = 8'd0;
    position = 0;
    high_left = 0;
    i = 0;
    cycle;
    for (i = 1; i < 12000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      rst = (seed[30:19] == 12'd7);
      enable = (seed[18:16] != 3'd0);
      case (seed[26:24])
        3'd0: duty = 8'd0;
        3'd1: duty = 8'd1;
        3'd2: duty = 8'd255;
        3'd3: duty = 8'd254;
        default: duty = seed[23:16];
      endcase
      #1 compare;
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
