// Debouncer: two-flop synchroniser and a counter of consecutive differing samples.
module debouncer #(
    parameter STABLE_CYCLES = 8
) (
    input  wire clk,
    input  wire rst_n,
    input  wire noisy,
    output reg  clean,
    output reg  changed
);

  reg       meta;
  reg       sample;
  reg [7:0] count;

  localparam [31:0] STABLE = STABLE_CYCLES;
  localparam [31:0] LAST_WIDE = STABLE - 32'd1;
  localparam [7:0] LAST = LAST_WIDE[7:0];

  always @(posedge clk or negedge rst_n) begin
    if (!rst_n) begin
      meta    <= 1'b0;
      sample  <= 1'b0;
      clean   <= 1'b0;
      changed <= 1'b0;
      count   <= 8'd0;
    end else begin
      meta    <= noisy;
      sample  <= meta;
      changed <= 1'b0;
      if (sample == clean) begin
        count <= 8'd0;
      end else if (count == LAST) begin
        clean   <= sample;
        changed <= 1'b1;
        count   <= 8'd0;
      end else begin
        count <= count + 8'd1;
      end
    end
  end

endmodule
