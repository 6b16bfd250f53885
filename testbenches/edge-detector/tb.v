// The model looks at each bit alone.
module tb;
  reg clk, rst;
  reg [3:0] signal, last, m_rise, m_fall;
  wire [3:0] rise, fall;
  integer k;
  integer i, seed, compared, mismatched;

  edge_detector dut (.clk(clk), .rst(rst), .signal(signal), .rise(rise), .fall(fall));

  task step_model;
    begin
      for (k = 0; k < 4; k = k + 1) begin
        m_rise[k] = !rst && last[k] === 1'b0 && signal[k];
        m_fall[k] = !rst && last[k] === 1'b1 && !signal[k];
      end
      last = rst ? 4'd0 : signal;
    end
  endtask

  task compare;
    begin
      compared = compared + 1;
      if (rise !== m_rise || fall !== m_fall) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH cycle=%0d expected %b %b got %b %b", i, m_rise, m_fall, rise, fall);
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
    signal = 4'd0;
    last = 4'd0;
    m_rise = 4'd0;
    m_fall = 4'd0;
    cycle;
    for (i = 1; i < 1000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      rst = (seed[30:26] == 5'd1);
      signal = seed[19:16];
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
