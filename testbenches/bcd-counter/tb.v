// The model counts in binary and converts.
module tb;
  reg clk, rst, enable;
  wire [7:0] bcd;
  integer model;
  integer i, seed, compared, mismatched;

  bcd_counter dut (.clk(clk), .rst(rst), .enable(enable), .bcd(bcd));

  task step_model;
    begin
      if (rst) model = 0;
      else if (enable) model = (model + 1) % 100;
    end
  endtask

  task compare;
    begin
      compared = compared + 1;
      if ({24'd0, bcd} !== (model / 10) * 16 + model % 10) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH cycle=%0d expected %0d got %h", i, model, bcd);
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
    model = 0;
    cycle;
    for (i = 1; i < 2000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      rst = (seed[30:22] == 9'd1);
      enable = (seed[19:16] != 4'd0);
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
