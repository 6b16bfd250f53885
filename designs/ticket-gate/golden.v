// Ticket gate: Moore machine with synchronous reset.
module ticket_gate (
    input  wire clk,
    input  wire reset,
    input  wire coin,
    input  wire push,
    output wire unlock,
    output wire alarm
);

  localparam [1:0] LOCKED = 2'd0, PAID = 2'd1, PASSING = 2'd2, FORCED = 2'd3;

  reg [1:0] state, next_state;

  always @(*) begin
    case (state)
      LOCKED:  next_state = coin ? PAID : (push ? FORCED : LOCKED);
      PAID:    next_state = push ? PASSING : PAID;
      PASSING: next_state = push ? PASSING : (coin ? PAID : LOCKED);
      FORCED:  next_state = coin ? LOCKED : FORCED;
      default: next_state = LOCKED;
    endcase
  end

  always @(posedge clk) begin
    if (reset) state <= LOCKED;
    else state <= next_state;
  end

  assign unlock = (state == PAID) || (state == PASSING);
  assign alarm  = (state == FORCED);

endmodule
