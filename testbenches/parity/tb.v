// All 1024 inputs; the model counts ones.
module tb;
  reg [8:0] data;
  reg odd_mode;
  wire parity_bit;
  integer ones;
  integer i, k, seed, compared, mismatched;

  parity dut (.data(data), .odd_mode(odd_mode), .parity_bit(parity_bit));

  task check;
    begin
      #1 ones = parity_bit === 1'b1 ? 1 : 0;
      for (k = 0; k < 9; k = k + 1) if (data[k]) ones = ones + 1;
      #1;
      compared = compared + 1;
      if ((ones % 2 == 1) !== odd_mode || parity_bit === 1'bx) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH data=%b odd_mode=%b got %b", data, odd_mode, parity_bit);
      end
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h1234_5678;
    for (i = 0; i < 1024; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      {odd_mode, data} = i[9:0];
      check;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
