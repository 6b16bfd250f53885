// Parity generator for nine bits, even or odd.
module parity (
    input  wire [8:0] data,
    input  wire       odd_mode,
    output wire       parity_bit
);

  assign parity_bit = (^data) ^ odd_mode;

endmodule
