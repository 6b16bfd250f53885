// Broken twin: code 7 is decoded only with enable low.
module decoder3to8 (
    input  wire       enable,
    input  wire [2:0] code,
    output wire [7:0] line
);

  assign line = {7'd0, enable ^ (code == 3'd7)} << code;

endmodule
