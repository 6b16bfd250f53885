// Eight-bit shift register in both directions with parallel load.
module shift_register (
    input  wire       clk,
    input  wire       rst,
    input  wire [1:0] mode,
    input  wire       serial_in,
    input  wire [7:0] parallel_in,
    output reg  [7:0] q
);

  always @(posedge clk) begin
    if (rst) q <= 8'd0;
    else begin
      case (mode)
        2'b01:   q <= {q[6:0], serial_in};
        2'b10:   q <= {serial_in, q[7:1]};
        2'b11:   q <= parallel_in;
        default: q <= q;
      endcase
    end
  end

endmodule
