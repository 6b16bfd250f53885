// Phases that fill, drain and mix. The model is a queue kept as an array that is shifted on every read.
module tb;
  reg clk, rst, wr_en, rd_en;
  reg [7:0] wr_data;
  wire [7:0] rd_data;
  wire full, empty;
  wire [3:0] level;
  reg [7:0] queue[0:8];
  reg [7:0] m_rd_data;
  reg accept_write, accept_read;
  integer count, k, i, seed, compared, mismatched;

  sync_fifo dut (.clk(clk), .rst(rst), .wr_en(wr_en), .wr_data(wr_data), .rd_en(rd_en), .rd_data(rd_data),
                 .full(full), .empty(empty), .level(level));

  task step_model;
    begin
      accept_write = wr_en && count < 8;
      accept_read = rd_en && count > 0;
      if (rst) begin
        count = 0;
        m_rd_data = 8'd0;
      end else begin
        if (accept_read) begin
          m_rd_data = queue[0];
          for (k = 0; k < 8; k = k + 1) queue[k] = queue[k + 1];
          count = count - 1;
        end
        if (accept_write) begin
          queue[count] = wr_data;
          count = count + 1;
        end
      end
    end
  endtask

  task compare;
    begin
      compared = compared + 1;
      if (rd_data !== m_rd_data || level !== count[3:0] || full !== (count == 8) || empty !== (count == 0)) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5)
          $display("MISMATCH cycle=%0d expected rd_data=%h level=%0d got rd_data=%h level=%0d full=%b empty=%b",
                   i, m_rd_data, count, rd_data, level, full, empty);
      end
    end
  endtask

  task cycle;
    begin
      step_model;
      #5 clk = 1'b1;
      #1 compare;
      #3 clk = 1'b0;
      #1 compare;
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h5eed_f1f0;
    clk = 1'b0;
    rst = 1'b1;
    wr_en = 1'b0;
    rd_en = 1'b0;
    wr_data = 8'd0;
    m_rd_data = 8'd0;
    count = 0;
    for (k = 0; k <= 8; k = k + 1) queue[k] = 8'd0;
    i = 0;
    cycle;
    for (i = 1; i < 4000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      rst = (seed[30:23] == 8'd3);
      wr_data = seed[23:16];
      case (i[6:5])
        2'd0: {wr_en, rd_en} = {1'b1, seed[18:16] == 3'd0};
        2'd1: {wr_en, rd_en} = {1'b1, seed[17]};
        2'd2: {wr_en, rd_en} = {seed[18:16] == 3'd0, 1'b1};
        default: {wr_en, rd_en} = seed[20:19];
      endcase
      cycle;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
