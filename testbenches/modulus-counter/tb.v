// The model is the number of enabled cycles since reset.
module tb;
  reg clk, rst, enable;
  wire [3:0] count;
  wire wrap;
  integer enabled, expected;
  integer i, seed, compared, mismatched;

  counter_mod12 dut (.clk(clk), .rst(rst), .enable(enable), .count(count), .wrap(wrap));

  task step_model;
    begin
      if (rst) enabled = 0;
      else if (enable) enabled = enabled + 1;
      expected = enabled % 12;
    end
  endtask

  task compare;
    begin
      compared = compared + 1;
      if ({28'd0, count} !== expected || wrap !== (enable && expected == 11)) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH cycle=%0d expected %0d got %0d wrap=%b", i, expected, count, wrap);
      end
    end
  endtask

  task cycle;
    begin
      step_model;
      #4 clk = 1'b1;
      #1 compare;
      #4 clk = 1'b0;
      #1 compare;
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h1234_5678;
    clk = 1'b0;
    i = 0;
    rst = 1'b1;
    enable = 1'b0;
    enabled = 0;
    cycle;
    for (i = 1; i < 1500; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      rst = (seed[30:25] == 6'd1);
      enable = (seed[18:16] != 3'd0);
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
