// The model keeps the last ten triggers.
module tb;
  reg clk, rst, trigger;
  reg [9:0] history;
  wire pulse;
  integer i, seed, compared, mismatched;

  pulse_stretcher dut (.clk(clk), .rst(rst), .trigger(trigger), .pulse(pulse));

  task step_model;
    begin
      history = rst ? 10'd0 : {history[8:0], trigger};
    end
  endtask

  task compare;
    begin
      compared = compared + 1;
      if (pulse !== |history) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH cycle=%0d history=%b got pulse=%b", i, history, pulse);
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
    trigger = 1'b0;
    history = 10'd0;
    cycle;
    for (i = 1; i < 2000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      rst = (seed[30:25] == 6'd1);
      trigger = (seed[20:17] == 4'd0);
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
