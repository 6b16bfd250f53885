// Signed 8-bit adder that saturates.
module saturating_adder (
    input  wire [7:0] a,
    input  wire [7:0] b,
    output wire [7:0] sum,
    output wire       saturated
);

  wire [8:0] exact = {a[7], a} + {b[7], b};

  assign saturated = exact[8] ^ exact[7];
  assign sum = saturated ? {exact[8], {7{~exact[8]}}} : exact[7:0];

endmodule
