// Bursts of bounce and steady stretches of every length near the threshold. The model keeps the last samples in a
// shift register and changes when the newest eight all differ from the output.
module tb;
  reg clk, rst_n, noisy;
  wire clean, changed;
  reg [9:0] history;
  reg m_clean, m_changed;
  integer since_change;
  integer i, hold, seed, compared, mismatched;

  debouncer dut (.clk(clk), .rst_n(rst_n), .noisy(noisy), .clean(clean), .changed(changed));

  task reset_model;
    begin
      history = 10'd0;
      m_clean = 1'b0;
      m_changed = 1'b0;
      since_change = 0;
    end
  endtask

  // history[1] is the sample before this edge; older samples stand to its left.
  task step_model;
    begin
      since_change = since_change + 1;
      m_changed = 1'b0;
      if (since_change >= 8 && history[8:1] == {8{~m_clean}}) begin
        m_clean = ~m_clean;
        m_changed = 1'b1;
        since_change = 0;
      end
      history = {history[8:0], noisy};
    end
  endtask

  task compare;
    begin
      compared = compared + 1;
      if ({clean, changed} !== {m_clean, m_changed}) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5)
          $display("MISMATCH cycle=%0d expected clean,changed=%b%b got %b%b", i, m_clean, m_changed, clean, changed);
      end
    end
  endtask

  task cycle;
    begin
      if (rst_n) step_model;
      #5 clk = 1'b1;
      #1 compare;
      #3 clk = 1'b0;
      #1 compare;
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h0000_2a2a;
    clk = 1'b0;
    rst_n = 1'b1;
    noisy = 1'b0;
    hold = 0;
    i = 0;
    reset_model;
    #1 rst_n = 1'b0;
    #1 compare;
    cycle;
    rst_n = 1'b1;
    for (i = 1; i < 4000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      if (hold > 0) hold = hold - 1;
      else begin
        noisy = ~noisy;
        hold = seed[16] ? {28'd0, seed[20:17]} : 0;
      end
      if (seed[30:22] == 9'd0) begin
        #1 rst_n = 1'b0;
        reset_model;
        #1 compare;
        cycle;
        rst_n = 1'b1;
      end
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
