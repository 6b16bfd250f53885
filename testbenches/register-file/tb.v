// The model is one wide vector. The read ports are compared before each edge too.
module tb;
  reg clk, rst, we;
  reg [2:0] waddr, raddr0, raddr1;
  reg [15:0] wdata;
  reg [127:0] model;
  wire [15:0] rdata0, rdata1;
  integer i, seed, compared, mismatched;

  register_file dut (.clk(clk), .rst(rst), .we(we), .waddr(waddr), .wdata(wdata), .raddr0(raddr0), .raddr1(raddr1),
                     .rdata0(rdata0), .rdata1(rdata1));

  task step_model;
    begin
      if (rst) model = 128'd0;
      else if (we) model[16*waddr+:16] = wdata;
      model[15:0] = 16'd0;
    end
  endtask

  task compare;
    begin
      compared = compared + 1;
      if (rdata0 !== model[16*raddr0+:16] || rdata1 !== model[16*raddr1+:16]) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5) $display("MISMATCH cycle=%0d reads %0d %0d expected %h %h got %h %h", i, raddr0, raddr1,
                   model[16*raddr0+:16], model[16*raddr1+:16], rdata0, rdata1);
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
    we = 1'b0;
    waddr = 3'd0;
    wdata = 16'd0;
    raddr0 = 3'd0;
    raddr1 = 3'd0;
    model = 128'd0;
    cycle;
    for (i = 1; i < 2000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      rst = (seed[30:23] == 8'd1);
      we = seed[16];
      waddr = seed[19:17];
      {raddr1, raddr0} = seed[25:20];
      seed = seed * 1103515245 + 12345;
      wdata = seed[31:16];
      #1 compare;
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
