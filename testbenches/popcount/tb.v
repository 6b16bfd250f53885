// The model clears the lowest one until none is left.
module tb;
  reg [15:0] data, rest;
  wire [4:0] count;
  wire majority;
  integer i, k, seed, compared, mismatched;

  popcount dut (.data(data), .count(count), .majority(majority));

  task check;
    begin
      rest = data;
      for (k = 0; rest != 16'd0; k = k + 1) rest = rest & (rest - 16'd1);
      #1;
      compared = compared + 1;
      if ({27'd0, count} !== k || majority !== (k > 8)) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH data=%b expected %0d got %0d majority=%b", data, k, count, majority);
      end
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h1234_5678;
    for (i = 0; i < 2000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      data = (i < 17) ? (16'hffff >> i) : seed[31:16];
      check;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
