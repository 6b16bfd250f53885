// The model moves bit by bit.
module tb;
  reg clk, rst, serial_in;
  reg [1:0] mode;
  reg [7:0] parallel_in, model;
  wire [7:0] q;
  integer k;
  integer i, seed, compared, mismatched;

  shift_register dut (.clk(clk), .rst(rst), .mode(mode), .serial_in(serial_in), .parallel_in(parallel_in), .q(q));

  task step_model;
    begin
      if (rst) model = 8'd0;
      else if (mode == 2'd3) model = parallel_in;
      else if (mode == 2'd1) begin
        for (k = 7; k > 0; k = k - 1) model[k] = model[k-1];
        model[0] = serial_in;
      end else if (mode == 2'd2) begin
        for (k = 0; k < 7; k = k + 1) model[k] = model[k+1];
        model[7] = serial_in;
      end
    end
  endtask

  task compare;
    begin
      compared = compared + 1;
      if (q !== model) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH cycle=%0d mode=%b expected %b got %b", i, mode, model, q);
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
    mode = 2'd0;
    serial_in = 1'b0;
    parallel_in = 8'd0;
    model = 8'd0;
    cycle;
    for (i = 1; i < 1500; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      rst = (seed[30:25] == 6'd1);
      mode = i[5] ? seed[17:16] : {i[4], ~i[4]};
      serial_in = seed[18];
      parallel_in = seed[26:19];
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
