// Broken twin: inputs 1 and 2 are exchanged.
module mux4 (
    input  wire [7:0] a,
    input  wire [7:0] b,
    input  wire [7:0] c,
    input  wire [7:0] d,
    input  wire [1:0] sel,
    output reg  [7:0] y
);

  always @(*) begin
    case (sel)
      2'd0: y = a;
      2'd1: y = c;
      2'd2: y = b;
      default: y = d;
    endcase
  end

endmodule
