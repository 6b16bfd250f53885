// The model moves one position at a time.
module tb;
  reg [15:0] data, expected;
  reg [3:0] amount;
  reg [1:0] mode;
  wire [15:0] result;
  integer i, k, seed, compared, mismatched;

  barrel_shifter dut (.data(data), .amount(amount), .mode(mode), .result(result));

  task check;
    begin
      expected = data;
      for (k = 0; k < {28'd0, amount}; k = k + 1)
        case (mode)
          2'd0: expected = {expected[14:0], 1'b0};
          2'd1: expected = {1'b0, expected[15:1]};
          2'd2: expected = {expected[15], expected[15:1]};
          default: expected = {expected[14:0], expected[15]};
        endcase
      #1;
      compared = compared + 1;
      if (result !== expected) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH data=%h amount=%0d mode=%b expected %h got %h", data, amount, mode, expected, result);
      end
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h1234_5678;
    for (i = 0; i < 1280; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      data = seed[31:16];
      {mode, amount} = i[5:0];
      check;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
