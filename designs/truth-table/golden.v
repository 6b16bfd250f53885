// Alarm logic: two outputs of three inputs.
module alarm_logic (
    input  wire smoke,
    input  wire heat,
    input  wire armed,
    output wire siren,
    output wire lamp
);

  assign siren = heat & (smoke | armed);
  assign lamp  = smoke | heat;

endmodule
