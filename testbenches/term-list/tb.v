// The model divides; 14 and 15 are not compared.
module tb;
  reg a, b, c, d, prime;
  wire f;
  integer n;
  integer i, k, seed, compared, mismatched;

  prime_detector dut (.a(a), .b(b), .c(c), .d(d), .f(f));

  task check;
    begin
      n = {28'd0, a, b, c, d};
      prime = (n > 1);
      for (k = 2; k < n; k = k + 1) if (n % k == 0) prime = 1'b0;
      #1;
      compared = compared + 1;
      if (f !== prime) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH n=%0d expected %b got %b", n, prime, f);
      end
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h1234_5678;
    for (i = 0; i < 200; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      {a, b, c, d} = (i < 14) ? i[3:0] : (seed[19:16] < 4'd14) ? seed[19:16] : 4'd13;
      check;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
