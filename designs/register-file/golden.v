// Register file: eight words of 16 bits, two read ports, register 0 is zero.
module register_file (
    input  wire        clk,
    input  wire        rst,
    input  wire        we,
    input  wire [ 2:0] waddr,
    input  wire [15:0] wdata,
    input  wire [ 2:0] raddr0,
    input  wire [ 2:0] raddr1,
    output wire [15:0] rdata0,
    output wire [15:0] rdata1
);

  reg [15:0] words[0:7];
  integer index;

  assign rdata0 = words[raddr0];
  assign rdata1 = words[raddr1];

  always @(posedge clk) begin
    if (rst) begin
      for (index = 0; index < 8; index = index + 1) words[index] <= 16'd0;
    end else if (we && waddr != 3'd0) begin
      words[waddr] <= wdata;
    end
  end

endmodule
