// The model is the number of edges since reset.
module tb;
  reg clk, rst_n;
  wire slow;
  integer edges;
  integer i, seed, compared, mismatched;

  clock_divider dut (.clk(clk), .rst_n(rst_n), .slow(slow));

  task step_model;
    begin
      edges = rst_n ? edges + 1 : 0;
    end
  endtask

  task compare;
    begin
      compared = compared + 1;
      if (slow !== ((edges % 6) >= 3)) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH cycle=%0d edges=%0d got slow=%b", i, edges, slow);
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
    edges = 0;
    #1 rst_n = 1'b0;
    #1 compare;
    cycle;
    for (i = 1; i < 1000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      rst_n = 1'b1;
      if (seed[30:25] == 6'd3) begin
        #1 rst_n = 1'b0;
        edges = 0;
        #1 compare;
      end
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
