/** Requests that every dialect uses; none of them says anything of the hardware. */
export const REQUESTS: readonly RegExp[] = [
  /^(?:the )?(?:top[- ])?module name(?: is|:) [`*'"]*[A-Za-z_]\w*[`*'"]*\.?$/i,
  /^please act as an? (?:professional|expert|experienced) (?:verilog|systemverilog|hdl|rtl|hardware) (?:designer|engineer)\.$/i,
  /^(?:please )?give me the (?:complete|full|whole) (?:verilog )?code\.?$/i,
  /^i would like you to implement a module named \w+ with the following interface\.$/i,
  /^(?:please )?(?:write|implement|design|create) (?:a |the )?(?:verilog |systemverilog )?module named \w+ with the following (?:interface|ports)[.:]$/i,
];

/** The convention of one bit, stated. */
export const ONE_BIT_DEFAULT: readonly RegExp[] = [
  /^all (?:input and output )?ports are (?:one|1|a single)[- ]bit (?:wide )?unless otherwise (?:specified|stated|noted)\.$/i,
];
