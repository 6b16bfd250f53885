// Back-to-back and spaced frames, starts while busy, resets inside frames. The model is the number of cycles since the
// frame began; the line follows from it by division.
module tb;
  reg clk, rst_n, start;
  reg [7:0] data, stored;
  wire tx, busy;
  integer age, slot, i, seed, compared, mismatched;
  reg m_tx, m_busy;

  uart_tx dut (.clk(clk), .rst_n(rst_n), .start(start), .data(data), .tx(tx), .busy(busy));

  // age is -1 while idle, else the cycle within the frame (0 to 79).
  task compare;
    begin
      slot = age / 8;
      m_busy = (age >= 0);
      if (age < 0 || slot == 9) m_tx = 1'b1;
      else if (slot == 0) m_tx = 1'b0;
      else m_tx = stored[slot - 1];
      compared = compared + 1;
      if ({tx, busy} !== {m_tx, m_busy}) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5)
          $display("MISMATCH cycle=%0d age=%0d expected tx,busy=%b%b got %b%b", i, age, m_tx, m_busy, tx, busy);
      end
    end
  endtask

  task cycle;
    begin
      if (!rst_n) age = -1;
      else if (age < 0) begin
        if (start) begin
          age = 0;
          stored = data;
        end
      end else if (age == 79) age = -1;
      else age = age + 1;
      #5 clk = 1'b1;
      #1 compare;
      #3 clk = 1'b0;
      #1 compare;
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h0c0f_fee0;
    clk = 1'b0;
    rst_n = 1'b1;
    start = 1'b0;
    data = 8'd0;
    stored = 8'd0;
    age = -1;
    i = 0;
    #1 rst_n = 1'b0;
    #1 compare;
    cycle;
    rst_n = 1'b1;
    for (i = 1; i < 6000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      // Busy phases ask all the time, quiet ones rarely.
      start = i[9] ? 1'b1 : (seed[21:16] == 6'd0);
      data = seed[29:22];
      if (seed[30:20] == 11'd0) begin
        #1 rst_n = 1'b0;
        age = -1;
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
