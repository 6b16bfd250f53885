// Broken twin: client 3 keeps the highest priority after it was granted.
module rr_arbiter (
    input  wire       clk,
    input  wire       rst_n,
    input  wire [3:0] req,
    output wire [3:0] grant
);

  reg  [1:0] pointer;

  wire [7:0] twice = {req, req} >> pointer;
  wire [3:0] rotated = twice[3:0];
  wire [3:0] lowest = rotated & (~rotated + 4'd1);
  wire [7:0] back = {lowest, lowest} << pointer;

  assign grant = back[7:4];

  always @(posedge clk) begin
    if (!rst_n) pointer <= 2'd0;
    else begin
      case (grant)
        4'b0001: pointer <= 2'd1;
        4'b0010: pointer <= 2'd2;
        4'b0100: pointer <= 2'd3;
        4'b1000: pointer <= 2'd3;
        default: pointer <= pointer;
      endcase
    end
  end

  wire unused = &{1'b0, twice[7:4], back[3:0]};

endmodule
