// Broken twin: 5 is not found.
module prime_detector (
    input  wire a,
    input  wire b,
    input  wire c,
    input  wire d,
    output wire f
);

  assign f = (~a & ~b & c) | (~a & c & d) | (a & b & ~c & d) | (~b & c & d);

endmodule
