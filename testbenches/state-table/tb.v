// The model holds the table as packed words; codes outside the table are not compared.
module tb;
  reg [2:0] y, expected;
  reg x;
  wire [2:0] Y;
  wire z;
  localparam [29:0] NEXT = {3'd3, 3'd2, 3'd4, 3'd1, 3'd0, 3'd3, 3'd1, 3'd4, 3'd2, 3'd0};
  localparam [4:0] OUT = 5'b10010;
  integer i, k, seed, compared, mismatched;

  next_state_logic dut (.y(y), .x(x), .Y(Y), .z(z));

  task check;
    begin
      expected = NEXT[3*({y, x})+:3];
      k = 0;
      #1;
      compared = compared + 1;
      if (Y !== expected || z !== OUT[y]) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH y=%b x=%b expected Y=%b z=%b got Y=%b z=%b", y, x, expected, OUT[y], Y, z);
      end
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h1234_5678;
    for (i = 0; i < 200; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      {y, x} = (i < 10) ? i[3:0] : (seed[19:16] < 4'd10) ? seed[19:16] : seed[19:16] - 4'd8;
      check;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
