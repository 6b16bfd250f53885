// UART transmitter: one start bit, eight data bits (least significant first), one stop bit.
module uart_tx #(
    parameter CLKS_PER_BIT = 8
) (
    input  wire       clk,
    input  wire       rst_n,
    input  wire       start,
    input  wire [7:0] data,
    output wire       tx,
    output wire       busy
);

  localparam [31:0] BIT_CYCLES = CLKS_PER_BIT;
  localparam [31:0] LAST_WIDE = BIT_CYCLES - 32'd1;
  localparam [15:0] LAST = LAST_WIDE[15:0];

  // The frame is shifted out from bit 0; ones move in behind the stop bit.
  reg [ 9:0] frame;
  reg [ 3:0] bits_left;
  reg [15:0] timer;

  always @(posedge clk or negedge rst_n) begin
    if (!rst_n) begin
      frame     <= 10'h3ff;
      bits_left <= 4'd0;
      timer     <= 16'd0;
    end else if (bits_left == 4'd0) begin
      if (start) begin
        frame     <= {1'b1, data, 1'b0};
        bits_left <= 4'd10;
        timer     <= 16'd0;
      end
    end else if (timer == LAST) begin
      frame     <= {1'b1, frame[9:1]};
      bits_left <= bits_left - 4'd1;
      timer     <= 16'd0;
    end else begin
      timer <= timer + 16'd1;
    end
  end

  assign tx   = frame[0];
  assign busy = (bits_left != 4'd0);

endmodule
