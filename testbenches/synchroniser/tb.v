// The model keeps the samples of the last three edges apart.
module tb;
  reg clk, rst_n, async_in, newest, middle, oldest;
  wire sync_out;
  integer i, seed, compared, mismatched;

  synchroniser dut (.clk(clk), .rst_n(rst_n), .async_in(async_in), .sync_out(sync_out));

  task step_model;
    begin
      if (rst_n) begin
        oldest = middle;
        middle = newest;
        newest = async_in;
      end else {newest, middle, oldest} = 3'd0;
    end
  endtask

  task compare;
    begin
      compared = compared + 1;
      if (sync_out !== oldest) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH cycle=%0d expected %b got %b", i, oldest, sync_out);
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
    async_in = 1'b0;
    {newest, middle, oldest} = 3'd0;
    #1 rst_n = 1'b0;
    #1 compare;
    cycle;
    for (i = 1; i < 1000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      async_in = seed[16];
      rst_n = 1'b1;
      if (seed[30:26] == 5'd3) begin
        #1 rst_n = 1'b0;
        {newest, middle, oldest} = 3'd0;
        #1 compare;
      end
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
