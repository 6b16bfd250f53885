// The model walks the reflected code by its rule: flip bit 0 on even parity, else the bit left of the lowest one.
module tb;
  reg clk, rst, enable;
  reg [3:0] model, lowest;
  wire [3:0] gray;
  integer i, seed, compared, mismatched;

  gray_counter dut (.clk(clk), .rst(rst), .enable(enable), .gray(gray));

  task step_model;
    begin
      if (rst) model = 4'd0;
      else if (enable) begin
        lowest = model & (~model + 4'd1);
        if (!(^model)) model = model ^ 4'd1;
        else if (lowest == 4'd8) model = 4'd0;
        else model = model ^ (lowest << 1);
      end
    end
  endtask

  task compare;
    begin
      compared = compared + 1;
      if (gray !== model) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH cycle=%0d expected %b got %b", i, model, gray);
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
    model = 4'd0;
    cycle;
    for (i = 1; i < 1000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      rst = (seed[30:25] == 6'd1);
      enable = (seed[17:16] != 2'd0);
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
