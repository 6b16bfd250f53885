// The model is an integer modulo 64.
module tb;
  reg clk, rst_n, load, enable, up;
  reg [5:0] value;
  wire [5:0] count;
  integer model;
  integer i, seed, compared, mismatched;

  updown_counter dut (.clk(clk), .rst_n(rst_n), .load(load), .value(value), .enable(enable), .up(up), .count(count));

  task step_model;
    begin
      if (rst_n) begin
        if (load) model = {26'd0, value};
        else if (enable) model = (model + (up ? 1 : 63)) % 64;
      end
    end
  endtask

  task compare;
    begin
      compared = compared + 1;
      if ({26'd0, count} !== model) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH cycle=%0d expected %0d got %0d", i, model, count);
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
    rst_n = 1'b1;
    load = 1'b0;
    value = 6'd0;
    enable = 1'b0;
    up = 1'b0;
    model = 0;
    #1 rst_n = 1'b0;
    #1 compare;
    cycle;
    for (i = 1; i < 2000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      load = (seed[19:16] == 4'd0);
      value = seed[25:20];
      enable = (seed[27:26] != 2'd0);
      up = i[7] ^ seed[28];
      rst_n = 1'b1;
      if (seed[30:25] == 6'd9) begin
        #1 rst_n = 1'b0;
        model = 0;
        #1 compare;
      end
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
