// Serial-to-parallel converter: eight bits, most significant first.
module serial_to_parallel (
    input  wire       clk,
    input  wire       rst_n,
    input  wire       valid_in,
    input  wire       bit_in,
    output reg  [7:0] word,
    output reg        valid_out
);

  reg [6:0] shift;
  reg [2:0] count;

  always @(posedge clk or negedge rst_n) begin
    if (!rst_n) begin
      shift     <= 7'd0;
      count     <= 3'd0;
      word      <= 8'd0;
      valid_out <= 1'b0;
    end else begin
      valid_out <= 1'b0;
      if (valid_in) begin
        shift <= {shift[5:0], bit_in};
        count <= count + 3'd1;
        if (count == 3'd7) begin
          word      <= {shift, bit_in};
          valid_out <= 1'b1;
        end
      end
    end
  end

endmodule
