// Detector of the overlapping sequence 1011.
module sequence_detector (
    input  wire clk,
    input  wire rst,
    input  wire bit_in,
    output wire found
);

  localparam [2:0] NONE = 3'd0, GOT1 = 3'd1, GOT10 = 3'd2, GOT101 = 3'd3, DONE = 3'd4;

  reg [2:0] state;

  assign found = (state == DONE);

  always @(posedge clk) begin
    if (rst) state <= NONE;
    else begin
      case (state)
        NONE:    state <= bit_in ? GOT1 : NONE;
        GOT1:    state <= bit_in ? GOT1 : GOT10;
        GOT10:   state <= bit_in ? GOT101 : NONE;
        GOT101:  state <= bit_in ? DONE : GOT10;
        DONE:    state <= bit_in ? GOT1 : GOT10;
        default: state <= NONE;
      endcase
    end
  end

endmodule
