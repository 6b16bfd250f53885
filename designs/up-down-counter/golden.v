// Six-bit up/down counter with load.
module updown_counter (
    input  wire       clk,
    input  wire       rst_n,
    input  wire       load,
    input  wire [5:0] value,
    input  wire       enable,
    input  wire       up,
    output reg  [5:0] count
);

  always @(posedge clk or negedge rst_n) begin
    if (!rst_n) count <= 6'd0;
    else if (load) count <= value;
    else if (enable) count <= up ? count + 6'd1 : count - 6'd1;
  end

endmodule
