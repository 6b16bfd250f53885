// verilator lint_off DECLFILENAME
// Two of three.
module majority (
    input wire  [3:1] votes,
    output wire       passed
);
    assign passed = (votes[1] & votes[2]) | (votes[1] & votes[3]) | (votes[2] & votes[3]);
endmodule

// One of everything.
module kiosk (
    input wire              clk,
    input wire              rst_n,
    input wire              coin,
    input wire        [3:1] votes,
    input wire signed [3:0] level,
    input wire        [1:0] row,
    output wire             open,
    output wire             passed,
    output reg        [7:0] total,
    output wire       [3:0] half,
    output wire             lamp,
    output reg        [3:0] held,
    output reg        [4:0] glyph,
    output wire       [3:0] mirror,
    output reg        [2:0] tick,
    output reg        [7:0] seen
);
    reg [7:0] log [0:3];
    localparam [1:0] CLOSED = 2'b00;
    localparam [1:0] HALF = 2'b01;
    localparam [1:0] OPEN = 2'b10;
    reg [1:0] state;

    always @(posedge clk or negedge rst_n) begin
        if (!rst_n)
            state <= CLOSED;
        else begin
            case (state)
                CLOSED: state <= coin ? HALF : CLOSED;
                HALF: state <= coin ? OPEN : HALF;
                OPEN: state <= CLOSED;
                default: state <= CLOSED;
            endcase
        end
    end

    assign open = state == OPEN;

    majority ballot (
        .votes(votes),
        .passed(passed)
    );

    always @(posedge clk or negedge rst_n) begin
        if (!rst_n)
            total <= 8'd0;
        else if (coin && passed)
            total <= total + 8'd2;
        else if (coin)
            total <= total + 8'd1;
    end

    assign half = level >>> 1;
    assign lamp = row[1] | ~row[0];

    // verilator lint_off LATCH
    always @(*) begin
        if (coin)
            held = level;
    end
    // verilator lint_on LATCH

    always @(*) begin
        casez ({row, coin})
            3'b00?: glyph = 5'd17;
            3'b101: glyph = 5'd10;
            default: glyph = 5'd0;
        endcase
    end

    assign mirror[0] = level[3] ^ level[1];
    assign mirror[1] = level[2] ^ level[2];
    assign mirror[2] = level[1] ^ level[3];
    assign mirror[3] = level[0] ^ level[0];

    always @(posedge clk or negedge rst_n) begin
        if (!rst_n)
            tick <= 3'd0;
        else if (coin)
            tick <= (tick == 3'd5) ? 3'd0 : tick + 3'd1;
    end

    always @(posedge clk) begin
        if (coin)
            log[row] <= total;
    end

    always @(posedge clk) begin
        seen <= log[row];
    end

    integer word;
    initial begin
        seen = 8'd0;
        for (word = 0; word < 4; word = word + 1)
            log[word] = 8'd0;
    end
endmodule
