// All 256 values; the model searches from the bottom and keeps the last hit.
module tb;
  reg [7:0] request;
  reg [2:0] expected;
  wire [2:0] index;
  wire valid;
  integer i, k, seed, compared, mismatched;

  priority_encoder dut (.request(request), .index(index), .valid(valid));

  task check;
    begin
      expected = 3'd0;
      for (k = 0; k < 8; k = k + 1) if (request[k]) expected = k[2:0];
      #1;
      compared = compared + 1;
      if (index !== expected || valid !== (request != 8'd0)) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH request=%b expected %0d got %0d valid=%b", request, expected, index, valid);
      end
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h1234_5678;
    for (i = 0; i < 256; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      request = i[7:0];
      check;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
