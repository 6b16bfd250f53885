// Counts past 99 several times, with pauses and resets. The model is one integer: enabled cycles since reset.
module tb;
  reg clk, rst, run;
  wire [3:0] tens, ones;
  wire overflow;
  reg m_overflow;
  integer m_tens, m_ones, enabled, ticks, i, seed, compared, mismatched;

  stopwatch dut (.clk(clk), .rst(rst), .run(run), .tens(tens), .ones(ones), .overflow(overflow));

  task compare;
    begin
      compared = compared + 1;
      if ({28'd0, tens} !== m_tens || {28'd0, ones} !== m_ones || overflow !== m_overflow) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5)
          $display("MISMATCH cycle=%0d expected %0d%0d overflow=%b got %0d%0d overflow=%b",
                   i, m_tens, m_ones, m_overflow, tens, ones, overflow);
      end
    end
  endtask

  task cycle;
    begin
      if (rst) enabled = 0;
      else if (run) enabled = enabled + 1;
      ticks = enabled / 5;
      m_ones = ticks % 10;
      m_tens = (ticks / 10) % 10;
      m_overflow = (ticks >= 100);
      #5 clk = 1'b1;
      #1 compare;
      #3 clk = 1'b0;
      #1 compare;
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h0571_0b0c;
    clk = 1'b0;
    rst = 1'b1;
    run = 1'b0;
    enabled = 0;
    i = 0;
    cycle;
    for (i = 1; i < 5000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      rst = (seed[30:20] == 11'd9);
      run = (seed[19:16] != 4'd0);
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
