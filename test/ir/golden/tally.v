module tally #(
    parameter WIDTH = 8,
    parameter [31:0] LAST = 11
) (
    input wire        clk,
    input wire        rst,
    input wire  [WIDTH - 1:0] step,
    output reg  [WIDTH - 1:0] sum,
    output wire [WIDTH + 1:0] wide,
    output wire       carry,
    output wire       top
);
    wire [WIDTH - 1:0] low;

    always @(posedge clk) begin
        if (rst)
            sum <= {WIDTH{1'b0}};
        else if ({{(32 - WIDTH){1'b0}}, sum} == LAST)
            sum <= {WIDTH{1'b0}};
        else
            sum <= sum + step;
    end

    assign wide = {2'd0, sum} + {step, 2'd1};
    assign {carry, low} = {1'b0, sum} + {1'b0, step} + {{(WIDTH - 1){1'b0}}, 2'd3};
    assign top = sum[WIDTH - 1] ^ (sum == ~step) ^ (low > {{(WIDTH - 2){1'b0}}, 2'd2});
endmodule
