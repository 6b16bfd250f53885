// Number of ones in a 16-bit word, added up as a tree.
module popcount (
    input  wire [15:0] data,
    output wire [ 4:0] count,
    output wire        majority
);

  wire [31:0] pairs;
  genvar index;

  generate
    for (index = 0; index < 8; index = index + 1) begin : sums
      assign pairs[4*index+:4] = {3'd0, data[2*index]} + {3'd0, data[2*index+1]};
    end
  endgenerate

  wire [3:0] low = (pairs[3:0] + pairs[7:4]) + (pairs[11:8] + pairs[15:12]);
  wire [3:0] high = (pairs[19:16] + pairs[23:20]) + (pairs[27:24] + pairs[31:28]);

  assign count = {1'b0, low} + {1'b0, high};
  assign majority = (count > 5'd8);

endmodule
