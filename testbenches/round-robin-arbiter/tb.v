// Random and saturated requests. The model searches the clients in order from the pointer.
module tb;
  reg clk, rst_n;
  reg [3:0] req, m_grant;
  wire [3:0] grant;
  integer pointer, winner, client, k, i, seed, compared, mismatched;

  rr_arbiter dut (.clk(clk), .rst_n(rst_n), .req(req), .grant(grant));

  task compare;
    begin
      winner = -1;
      for (k = 3; k >= 0; k = k - 1) begin
        client = (pointer + k) % 4;
        if (((req >> client) & 4'd1) == 4'd1) winner = client;
      end
      m_grant = (winner < 0) ? 4'd0 : (4'd1 << winner);
      compared = compared + 1;
      if (grant !== m_grant) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5)
          $display("MISMATCH cycle=%0d pointer=%0d req=%b expected grant=%b got %b", i, pointer, req, m_grant, grant);
      end
    end
  endtask

  initial begin
    compared = 0;
    mismatched = 0;
    seed = 32'h0a11_0c8d;
    clk = 1'b0;
    rst_n = 1'b0;
    req = 4'd0;
    pointer = 0;
    #5 clk = 1'b1;
    #5 clk = 1'b0;
    for (i = 1; i < 3000; i = i + 1) begin
      seed = seed * 1103515245 + 12345;
      rst_n = (seed[30:25] != 6'd5);
      req = (i[7:6] == 2'd3) ? 4'b1111 : seed[19:16];
      #1 compare;
      if (!rst_n) pointer = 0;
      else if (winner >= 0) pointer = (winner + 1) % 4;
      #4 clk = 1'b1;
      #1 compare;
      #3 clk = 1'b0;
      #1 compare;
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
