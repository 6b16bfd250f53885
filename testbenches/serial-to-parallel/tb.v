// The model collects bits into an integer.
module tb;
  reg clk, rst_n, valid_in, bit_in, m_valid;
  reg [7:0] m_word;
  wire [7:0] word;
  wire valid_out;
  integer collected, bits;
  integer i, seed, compared, mismatched;

  serial_to_parallel dut (.clk(clk), .rst_n(rst_n), .valid_in(valid_in), .bit_in(bit_in), .word(word), .valid_out(valid_out));

  task step_model;
    begin
      m_valid = 1'b0;
      if (rst_n && valid_in) begin
        collected = collected * 2 + (bit_in ? 1 : 0);
        bits = bits + 1;
        if (bits == 8) begin
          m_word = collected[7:0];
          m_valid = 1'b1;
          bits = 0;
          collected = 0;
        end
      end
    end
  endtask

  task compare;
    begin
      compared = compared + 1;
      if (word !== m_word || valid_out !== m_valid) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH cycle=%0d expected %h %b got %h %b", i, m_word, m_valid, word, valid_out);
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
    valid_in = 1'b0;
    bit_in = 1'b0;
    m_word = 8'd0;
    m_valid = 1'b0;
    collected = 0;
    bits = 0;
    #1 rst_n = 1'b0;
    #1 compare;
    cycle;
    for (i = 1; i < 3000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      valid_in = (seed[18:17] != 2'd0);
      bit_in = seed[16];
      rst_n = 1'b1;
      if (seed[30:24] == 7'd3) begin
        #1 rst_n = 1'b0;
        m_word = 8'd0;
        m_valid = 1'b0;
        collected = 0;
        bits = 0;
        #1 compare;
      end
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
