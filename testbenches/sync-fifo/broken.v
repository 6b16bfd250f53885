// Broken twin: a write into the full FIFO is accepted when a read comes with it.
module sync_fifo (
    input  wire       clk,
    input  wire       rst,
    input  wire       wr_en,
    input  wire [7:0] wr_data,
    input  wire       rd_en,
    output reg  [7:0] rd_data,
    output wire       full,
    output wire       empty,
    output reg  [3:0] level
);

  reg [7:0] store[0:7];
  reg [2:0] wr_ptr;
  reg [2:0] rd_ptr;

  wire do_write = wr_en & (~full | rd_en);
  wire do_read = rd_en & ~empty;

  assign full  = (level == 4'd8);
  assign empty = (level == 4'd0);

  always @(posedge clk) begin
    if (rst) begin
      wr_ptr  <= 3'd0;
      rd_ptr  <= 3'd0;
      level   <= 4'd0;
      rd_data <= 8'd0;
    end else begin
      if (do_write) begin
        store[wr_ptr] <= wr_data;
        wr_ptr <= wr_ptr + 3'd1;
      end
      if (do_read) begin
        rd_data <= store[rd_ptr];
        rd_ptr  <= rd_ptr + 3'd1;
      end
      case ({do_write, do_read})
        2'b10:   level <= level + 4'd1;
        2'b01:   level <= level - 4'd1;
        default: level <= level;
      endcase
    end
  end

endmodule
