// 2000 cycles of random coins and pushes with rare resets; the model keeps facts (paid, passing, forced), not a state code.
module tb;
  reg clk, reset, coin, push;
  wire unlock, alarm;
  reg paid, passing, forced;
  integer i, seed, compared, mismatched;

  ticket_gate dut (.clk(clk), .reset(reset), .coin(coin), .push(push), .unlock(unlock), .alarm(alarm));

  task step_model;
    begin
      if (reset) {paid, passing, forced} = 3'b000;
      else if (forced) forced = !coin;
      else if (passing) begin
        if (!push) begin
          passing = 1'b0;
          paid = coin;
        end
      end else if (paid) begin
        if (push) begin
          passing = 1'b1;
          paid = 1'b0;
        end
      end else if (coin) paid = 1'b1;
      else forced = push;
    end
  endtask

  task compare;
    begin
      compared = compared + 1;
      if ({unlock, alarm} !== {paid | passing, forced}) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5)
          $display("MISMATCH cycle=%0d expected unlock,alarm=%b%b got %b%b", i, paid | passing, forced, unlock, alarm);
      end
    end
  endtask

  task cycle;
    begin
      step_model;
      #5 clk = 1'b1;
      #1 compare;
      #3 clk = 1'b0;
      #1 compare;
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h0bad_cafe;
    clk = 1'b0;
    reset = 1'b1;
    coin = 1'b0;
    push = 1'b0;
    {paid, passing, forced} = 3'b000;
    i = 0;
    cycle;
    for (i = 1; i < 2000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      reset = (seed[30:25] == 6'd0);
      coin = seed[16] & seed[17];
      push = seed[18];
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
