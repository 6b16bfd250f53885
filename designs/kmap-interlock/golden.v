// Motor interlock: minimal sum of products of the Karnaugh map in spec.md.
module interlock (
    input  wire a,
    input  wire b,
    input  wire c,
    input  wire d,
    output wire f
);

  assign f = (~b & ~d) | (b & d) | (~a & c & ~d);

endmodule
