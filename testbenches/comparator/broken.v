// Broken twin: the sign of the second operand is not looked at.
module comparator (
    input  wire [5:0] a,
    input  wire [5:0] b,
    input  wire       is_signed,
    output wire       less,
    output wire       equal,
    output wire       greater
);

  // Inverting the sign bit turns the order of signed numbers into the unsigned one.
  wire [5:0] a_key = {a[5] ^ is_signed, a[4:0]};
  wire [5:0] b_key = b;

  assign less    = (a_key < b_key);
  assign equal   = (a == b);
  assign greater = ~less & ~equal;

endmodule
