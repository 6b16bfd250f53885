// Broken twin: the output in state LOW follows the input.
module line_decoder (
    input  wire clk,
    input  wire areset,
    input  wire x,
    output reg  z
);

  localparam [1:0] IDLE = 2'd0, HIGH = 2'd1, LOW = 2'd2;

  reg [1:0] state, next_state;

  always @(*) begin
    case (state)
      IDLE: begin
        next_state = x ? HIGH : IDLE;
        z = x;
      end
      HIGH: begin
        next_state = x ? HIGH : LOW;
        z = ~x;
      end
      LOW: begin
        next_state = x ? HIGH : IDLE;
        z = x;
      end
      default: begin
        next_state = IDLE;
        z = 1'b0;
      end
    endcase
  end

  always @(posedge clk or posedge areset) begin
    if (areset) state <= IDLE;
    else state <= next_state;
  end

endmodule
