// The model keeps the last four bits and how many have come since reset.
module tb;
  reg clk, rst, bit_in;
  reg [3:0] last;
  wire found;
  integer received;
  integer i, seed, compared, mismatched;

  sequence_detector dut (.clk(clk), .rst(rst), .bit_in(bit_in), .found(found));

  task step_model;
    begin
      if (rst) received = 0;
      else begin
        last = {last[2:0], bit_in};
        received = received + 1;
      end
    end
  endtask

  task compare;
    begin
      compared = compared + 1;
      if (found !== (received >= 4 && last == 4'b1011)) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH cycle=%0d last=%b received=%0d got found=%b", i, last, received, found);
      end
    end
  endtask

  task cycle;
    begin
      step_model;
      #4 clk = 1'b1;
      #1 compare;
      #4 clk = 1'b0;
      #1 compare;
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h1234_5678;
    clk = 1'b0;
    i = 0;
    rst = 1'b1;
    bit_in = 1'b0;
    last = 4'd0;
    received = 0;
    cycle;
    for (i = 1; i < 2000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      rst = (seed[30:25] == 6'd1);
      bit_in = seed[16];
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
