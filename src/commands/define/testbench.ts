import type { AuditTestbenchOptions } from '../audit-testbench.ts';
import type { MutateCommandOptions } from '../mutate.ts';
import type { TestbenchOptions } from '../testbench.ts';
import type { Define, Registrar } from './registrar.ts';

type Common = Parameters<Registrar['act']>[1];

/** Flags of `veriloom testbench`. */
export const defineTestbench: Define = (program, { act, withCommonOptions }) => {
  const command = program
    .command('testbench')
    .description('Write a standalone self-checking testbench for a golden design, with its measured strength')
    .argument('<golden...>', 'files of the golden design')
    .option('-o, --output <file>', 'where to write the testbench (default: stdout)')
    .option('--top <name>', 'top module')
    .option('--language <id>', 'verilog (both simulators) or cpp (Verilator)', 'verilog')
    .option('--seed <n>', 'seed of the stimulus', '1')
    .option('--cycles <n>', 'clock cycles', '1000')
    .option('--points <n>', 'points of a combinational design', '300')
    .option('--mutants <n>', 'mutants to measure the strength with; 0 measures nothing', '40')
    .option('--budget-s <seconds>', 'time for the proof that a surviving mutant is equivalent', '5')
    .option('--sandbox <mode>', 'auto, require or off', 'auto')
    .addHelpText('before', 'Example: veriloom testbench golden.v -o tb.v\n');
  withCommonOptions(command).action(async (golden: string[], options: TestbenchOptions & Common) => {
    await act(async (io) => (await import('../testbench.ts')).runTestbench(golden, options, io), options);
  });
};

/** Flags of `veriloom mutate`. */
export const defineMutate: Define = (program, { act, withCommonOptions }) => {
  const command = program
    .command('mutate')
    .description('Make broken twins of a design, each with one small fault')
    .argument('<design...>', 'files of the design')
    .option('-o, --output <dir>', 'folder that gets one folder a mutant')
    .option('--top <name>', 'top module')
    .option('--mutants <n>', 'source-level mutants', '50')
    .option('--netlist-mutants <n>', 'mutants of the netlist, by Yosys', '0')
    .option('--seed <n>', 'seed of the choice', '1')
    .option('--sandbox <mode>', 'auto, require or off', 'auto')
    .addHelpText('before', 'Example: veriloom mutate design.v -o mutants/\n');
  withCommonOptions(command).action(async (design: string[], options: MutateCommandOptions & Common) => {
    await act(async (io) => (await import('../mutate.ts')).runMutate(design, options, io), options);
  });
};

/** Flags of `veriloom audit`. */
export const defineAudit: Define = (program, { act, withCommonOptions }) => {
  const command = program
    .command('audit')
    .description(
      'Measure the strength of any testbench on mutants of its golden; equivalent ones are taken out by proof',
    )
    .argument('<testbench...>', 'files of the testbench')
    .requiredOption('--golden <file...>', 'files of the golden design')
    .option('--golden-top <name>', 'top module of the golden')
    .option('--testbench-top <name>', 'top module of the testbench')
    .option('--dut <name>', 'name under which the testbench instantiates the design')
    .option('--mutants <n>', 'source-level mutants', '50')
    .option('--netlist-mutants <n>', 'mutants of the netlist, by Yosys', '0')
    .option('--seed <n>', 'seed of the choice', '1')
    .option('--budget-s <seconds>', 'time for the proof that a surviving mutant is equivalent', '5')
    .option('--jobs <n>', 'mutants at once', '2')
    .option('--least <percent>', 'exit 1 below this kill rate')
    .option('--sandbox <mode>', 'auto, require or off', 'auto')
    .addHelpText('before', 'Example: veriloom audit tb.v --golden golden.v\n');
  withCommonOptions(command).action(async (testbench: string[], options: AuditTestbenchOptions & Common) => {
    await act(async (io) => (await import('../audit-testbench.ts')).runAuditTestbench(testbench, options, io), options);
  });
};
