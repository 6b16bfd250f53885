// The model keeps the two last levels. The output is compared before each edge too.
module tb;
  reg clk, areset, x, last, before_last;
  wire z;
  integer i, seed, compared, mismatched;

  line_decoder dut (.clk(clk), .areset(areset), .x(x), .z(z));

  task step_model;
    begin
      if (!areset) begin
        before_last = last;
        last = x;
      end
    end
  endtask

  task compare;
    begin
      compared = compared + 1;
      if (z !== (last ? !x : (!before_last && x))) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH cycle=%0d x=%b last=%b before_last=%b got z=%b", i, x, last, before_last, z);
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
    areset = 1'b0;
    x = 1'b0;
    last = 1'b0;
    before_last = 1'b0;
    #1 areset = 1'b1;
    #1 compare;
    cycle;
    for (i = 1; i < 1500; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      areset = 1'b0;
      x = seed[16];
      if (seed[30:26] == 5'd3) begin
        #1 areset = 1'b1;
        last = 1'b0;
        before_last = 1'b0;
        #1 compare;
      end
      #1 compare;
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
