// Broken twin: the arithmetic shift moves zeros in.
module barrel_shifter (
    input  wire [15:0] data,
    input  wire [ 3:0] amount,
    input  wire [ 1:0] mode,
    output reg  [15:0] result
);

  wire [31:0] twice = {data, data} << amount;
  wire [31:0] extended = {16'd0, data} >> amount;

  always @(*) begin
    case (mode)
      2'b00:   result = data << amount;
      2'b01:   result = data >> amount;
      2'b10:   result = extended[15:0];
      default: result = twice[31:16];
    endcase
  end

  wire unused = &{1'b0, twice[15:0], extended[31:16]};

endmodule
