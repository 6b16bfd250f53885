// Broken twin: the third product term has the wrong polarity of d.
module interlock (
    input  wire a,
    input  wire b,
    input  wire c,
    input  wire d,
    output wire f
);

  assign f = (~b & ~d) | (b & d) | (~a & c & d);

endmodule
