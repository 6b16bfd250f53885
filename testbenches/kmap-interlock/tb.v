// Every input combination in order, then 200 random ones, against the map as a table; don't-care cells are not compared.
module tb;
  reg a, b, c, d;
  wire f;
  integer i, seed, compared, mismatched;

  // Bit {a,b,c,d} of each word. CARE marks the cells with a value.
  localparam [15:0] VALUE = 16'b0010_0101_1110_0101;
  localparam [15:0] CARE = 16'b0111_1111_1111_1101;

  interlock dut (.a(a), .b(b), .c(c), .d(d), .f(f));

  task check;
    input [3:0] vector;
    begin
      {a, b, c, d} = vector;
      #1;
      if (CARE[vector]) begin
        compared = compared + 1;
        if (f !== VALUE[vector]) begin
          mismatched = mismatched + 1;
          if (mismatched <= 5) $display("MISMATCH abcd=%b expected f=%b got f=%b", vector, VALUE[vector], f);
        end
      end
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h1234_5678;
    for (i = 0; i < 16; i = i + 1) check(i[3:0]);
    for (i = 0; i < 200; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      check(seed[19:16]);
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
