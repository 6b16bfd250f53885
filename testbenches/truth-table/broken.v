// Broken twin: the siren is silent where both detectors report and the system is not armed.
module alarm_logic (
    input  wire smoke,
    input  wire heat,
    input  wire armed,
    output wire siren,
    output wire lamp
);

  assign siren = heat & armed;
  assign lamp  = smoke | heat;

endmodule
