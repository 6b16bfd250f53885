// The model is one vector whose low byte is the top.
module tb;
  reg clk, rst, push, pop;
  reg [7:0] data_in, m_out;
  reg [31:0] stack;
  wire [7:0] data_out;
  wire full, empty;
  integer depth;
  integer i, seed, compared, mismatched;

  lifo dut (.clk(clk), .rst(rst), .push(push), .pop(pop), .data_in(data_in), .data_out(data_out), .full(full), .empty(empty));

  task step_model;
    begin
      if (rst) begin
        depth = 0;
        m_out = 8'd0;
      end else if (push != pop) begin
        if (push && depth < 4) begin
          stack = {stack[23:0], data_in};
          depth = depth + 1;
        end else if (pop && depth > 0) begin
          m_out = stack[7:0];
          stack = {8'd0, stack[31:8]};
          depth = depth - 1;
        end
      end
    end
  endtask

  task compare;
    begin
      compared = compared + 1;
      if (data_out !== m_out || full !== (depth == 4) || empty !== (depth == 0)) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH cycle=%0d depth=%0d expected %h got %h full=%b empty=%b", i, depth, m_out, data_out, full, empty);
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
    push = 1'b0;
    pop = 1'b0;
    data_in = 8'd0;
    m_out = 8'd0;
    stack = 32'd0;
    depth = 0;
    cycle;
    for (i = 1; i < 2500; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      rst = (seed[30:24] == 7'd1);
      data_in = seed[23:16];
      case (i[6:5])
        2'd0: {push, pop} = {1'b1, seed[26:25] == 2'd0};
        2'd1: {push, pop} = {seed[26:25] == 2'd0, 1'b1};
        default: {push, pop} = seed[28:27];
      endcase
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
