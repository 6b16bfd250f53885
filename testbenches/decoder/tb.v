// Each line is compared with its own number.
module tb;
  reg enable;
  reg [2:0] code;
  reg [7:0] expected;
  wire [7:0] line;
  integer i, k, seed, compared, mismatched;

  decoder3to8 dut (.enable(enable), .code(code), .line(line));

  task check;
    begin
      for (k = 0; k < 8; k = k + 1) expected[k] = enable && ({29'd0, code} == k);
      #1;
      compared = compared + 1;
      if (line !== expected) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH enable=%b code=%0d expected %b got %b", enable, code, expected, line);
      end
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h1234_5678;
    for (i = 0; i < 200; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      {enable, code} = (i < 16) ? i[3:0] : seed[19:16];
      check;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
