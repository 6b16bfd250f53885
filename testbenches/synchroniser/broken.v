// Broken twin: the last stage is skipped.
module synchroniser #(
    parameter STAGES = 3
) (
    input  wire clk,
    input  wire rst_n,
    input  wire async_in,
    output wire sync_out
);

  reg [STAGES-1:0] chain;

  assign sync_out = chain[STAGES-2];

  always @(posedge clk or negedge rst_n) begin
    if (!rst_n) chain <= {STAGES{1'b0}};
    else chain <= {chain[STAGES-2:0], async_in};
  end

endmodule
