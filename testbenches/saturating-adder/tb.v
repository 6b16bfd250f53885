// The model adds integers and clips.
module tb;
  reg [7:0] a, b;
  wire [7:0] sum;
  wire saturated;
  integer exact, clipped;
  integer i, k, seed, compared, mismatched;

  saturating_adder dut (.a(a), .b(b), .sum(sum), .saturated(saturated));

  task check;
    begin
      exact = {{24{a[7]}}, a} + {{24{b[7]}}, b};
      clipped = (exact > 127) ? 127 : (exact < -128) ? -128 : exact;
      k = 0;
      #1;
      compared = compared + 1;
      if (sum !== clipped[7:0] || saturated !== (clipped != exact)) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH a=%h b=%h expected %0d got %h saturated=%b", a, b, clipped, sum, saturated);
      end
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h1234_5678;
    for (i = 0; i < 3000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      {a, b} = (i < 16) ? {4'd7 + {i[0], i[0], 2'b00} - {3'd0, i[0]}, {4{i[1]}}, 4'd8 - {3'd0, i[2]}, {4{i[3]}}} : seed[31:16];
      check;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
