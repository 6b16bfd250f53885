// The model shifts the word out of the inputs side by side.
module tb;
  reg [7:0] a, b, c, d, expected;
  reg [1:0] sel;
  reg [31:0] all;
  wire [7:0] y;
  integer i, k, seed, compared, mismatched;

  mux4 dut (.a(a), .b(b), .c(c), .d(d), .sel(sel), .y(y));

  task check;
    begin
      all = {d, c, b, a} >> (8 * sel);
      expected = all[7:0];
      k = 0;
      #1;
      compared = compared + 1;
      if (y !== expected) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH sel=%0d inputs=%h expected %h got %h", sel, {a, b, c, d}, expected, y);
      end
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h1234_5678;
    for (i = 0; i < 400; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      {a, b} = seed[31:16];
      seed = seed * 1103515245 + 12345;
      {c, d} = seed[31:16];
      sel = i[1:0];
      check;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
