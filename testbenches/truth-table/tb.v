// The model holds both columns as words, row 0 in bit 0.
module tb;
  reg smoke, heat, armed;
  wire siren, lamp;
  localparam [7:0] SIREN = 8'b1100_1000, LAMP = 8'b1111_1100;
  wire [2:0] row = {smoke, heat, armed};
  integer i, k, seed, compared, mismatched;

  alarm_logic dut (.smoke(smoke), .heat(heat), .armed(armed), .siren(siren), .lamp(lamp));

  task check;
    begin
      k = 0;
      #1;
      compared = compared + 1;
      if (siren !== SIREN[row] || lamp !== LAMP[row]) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH row=%b expected %b%b got %b%b", row, SIREN[row], LAMP[row], siren, lamp);
      end
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h1234_5678;
    for (i = 0; i < 200; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      {smoke, heat, armed} = (i < 8) ? i[2:0] : seed[18:16];
      check;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
