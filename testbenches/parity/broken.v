// Broken twin: bit 8 is left out.
module parity (
    input  wire [8:0] data,
    input  wire       odd_mode,
    output wire       parity_bit
);

  wire unused = &{1'b0, data[8]};
  assign parity_bit = (^data[7:0]) ^ odd_mode;

endmodule
