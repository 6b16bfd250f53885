// The model takes the parity of the masked state. The period is checked too: 65535 steps lead back to 1.
module tb;
  reg clk, rst_n, enable;
  reg [15:0] model;
  wire [15:0] value;
  integer i, seed, compared, mismatched;

  lfsr16 dut (.clk(clk), .rst_n(rst_n), .enable(enable), .value(value));

  task step_model;
    begin
      if (!rst_n) model = 16'd1;
      else if (enable) model = (model << 1) | {15'd0, ^(model & 16'b1011_0100_0000_0000)};
    end
  endtask

  task compare;
    begin
      compared = compared + 1;
      if (value !== model || (i == 65535 && value !== 16'd1)) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH cycle=%0d expected %h got %h", i, model, value);
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
    rst_n = 1'b0;
    enable = 1'b1;
    model = 16'd1;
    cycle;
    for (i = 1; i < 67000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      rst_n = (i < 65540) || (seed[30:25] != 6'd1);
      enable = (i <= 65535) || seed[16];
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
