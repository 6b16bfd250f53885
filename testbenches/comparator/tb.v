// All 8192 inputs; the model compares integers.
module tb;
  reg [5:0] a, b;
  reg is_signed;
  wire less, equal, greater;
  integer x, y;
  integer i, k, seed, compared, mismatched;

  comparator dut (.a(a), .b(b), .is_signed(is_signed), .less(less), .equal(equal), .greater(greater));

  task check;
    begin
      x = is_signed ? {{26{a[5]}}, a} : {26'd0, a};
      y = is_signed ? {{26{b[5]}}, b} : {26'd0, b};
      k = 0;
      #1;
      compared = compared + 1;
      if ({less, equal, greater} !== {x < y, x == y, x > y}) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH a=%b b=%b is_signed=%b got %b", a, b, is_signed, {less, equal, greater});
      end
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h1234_5678;
    for (i = 0; i < 8192; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      {is_signed, a, b} = i[12:0];
      check;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
