import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckEnvironment, DesignText } from '../../src/checks/check-environment.ts';
import { rewriteForReading } from '../../src/checks/equivalence/rewrite.ts';
import type { Clocking, Netlist } from '../../src/formal/index.ts';
import { readNetlist } from '../../src/formal/index.ts';
import { icarusCompileCommand, vvpCommand } from '../../src/tools/iverilog/index.ts';
import { netlistScript, yosysCommand } from '../../src/tools/yosys/index.ts';

/** Two thousand cycles of plain random stimulus in one Icarus bench with both designs: shares nothing with the engine. */
export async function secondOpinion(
  env: CheckEnvironment,
  pair: {
    readonly golden: DesignText;
    readonly candidate: DesignText;
    readonly clocking: Clocking;
    readonly seed: number;
  },
): Promise<'agrees' | 'differs' | 'no-run'> {
  return env.withWorkdir(async (folder) => {
    await writeFile(join(folder, 'g.sv'), pair.golden.files[0]?.text ?? '');
    await writeFile(join(folder, 'c.sv'), pair.candidate.files[0]?.text ?? '');
    await writeFile(join(folder, 'read.sv'), rewriteForReading(pair.golden.files).files[0]?.text ?? '');
    const ports = await portsOf(env, folder, pair.golden.top);
    if (ports === null) return 'no-run';
    await writeFile(join(folder, 'tb.sv'), bench(ports, pair));
    const compiled = await env.runTool(
      icarusCompileCommand({
        cwd: folder,
        sources: ['tb.sv', 'g.sv', 'c.sv'],
        tops: ['tb'],
        generation: '2012',
        warnings: 'none',
        output: 'a.vvp',
      }),
    );
    if (compiled.exitCode !== 0) return 'no-run';
    const run = await env.runTool(vvpCommand({ cwd: folder, image: 'a.vvp', waves: 'drop' }));
    if (/^DIFF /m.test(run.stdout.text)) return 'differs';
    return /^DONE 2000$/m.test(run.stdout.text) ? 'agrees' : 'no-run';
  });
}

async function portsOf(env: CheckEnvironment, folder: string, top: string): Promise<Netlist | null> {
  const script = netlistScript([{ sources: ['read.sv'], top, output: 'g.json' }]);
  const run = await env.runTool(yosysCommand({ cwd: folder, script, log: 'quiet' }));
  if (run.exitCode !== 0) return null;
  const netlist = readNetlist(await readFile(join(folder, 'g.json'), 'utf8'), top);
  return netlist.ok ? netlist.value : null;
}

function bench(
  netlist: Netlist,
  pair: {
    readonly golden: DesignText;
    readonly candidate: DesignText;
    readonly clocking: Clocking;
    readonly seed: number;
  },
): string {
  const inputs = netlist.ports.filter((port) => port.direction === 'input');
  const outputs = netlist.ports.filter((port) => port.direction === 'output');
  const clocks =
    pair.clocking.mode === 'event' ? pair.clocking.clocks : pair.clocking.mode === 'sync' ? [pair.clocking.clock] : [];
  const isClock = (name: string): boolean => clocks.includes(`${name}[0]`);
  const data = inputs.filter((port) => !isClock(port.name));
  const random = data.map((port) => {
    const words = Array.from({ length: Math.ceil(port.bits.length / 32) }, () => '$urandom(seed)').join(', ');
    return port.bits.length === 1
      ? `      ${port.name} = ($urandom(seed) % 8) < lean_${port.name};`
      : `      if ($urandom(seed) % 3) ${port.name} = {${words}};`;
  });
  const leans = data.filter((port) => port.bits.length === 1);
  return [
    'module tb;',
    `  integer seed = ${pair.seed}; integer n;`,
    ...leans.map((port) => `  integer lean_${port.name} = 4;`),
    ...inputs.map((port) => `  reg [${port.bits.length - 1}:0] ${port.name}${isClock(port.name) ? ' = 0' : ''};`),
    ...outputs.flatMap((port) => [`  wire [${port.bits.length - 1}:0] g_${port.name}, c_${port.name};`]),
    ...[
      ['g', pair.golden.top],
      ['c', pair.candidate.top],
    ].map(
      ([side, top]) =>
        `  ${top} u_${side} (${[...inputs.map((port) => `.${port.name}(${port.name})`), ...outputs.map((port) => `.${port.name}(${side}_${port.name})`)].join(', ')});`,
    ),
    '  task check; begin',
    ...outputs.map(
      (port) =>
        `    if (g_${port.name} !== (g_${port.name} ^ c_${port.name} ^ g_${port.name})) begin $display("DIFF ${port.name} %0d", n); $finish; end`,
    ),
    '  end endtask',
    '  initial begin',
    '    for (n = 0; n < 2000; n = n + 1) begin',
    ...leans.map((port) => `      if (n % 40 == 0) begin lean_${port.name} = $urandom(seed) % 10; end`),
    '      #5;',
    ...random,
    '      #5 check;',
    ...clocks.map(
      (key) =>
        `      #5 ${key.slice(0, key.indexOf('['))} = ${clocks.length > 1 ? '$urandom(seed)' : '1'};\n      #5 check;`,
    ),
    ...clocks.map((key) => `      #5 ${key.slice(0, key.indexOf('['))} = 0;\n      #5 check;`),
    '    end',
    '    $display("DONE %0d", n); $finish;',
    '  end',
    'endmodule',
    '',
  ].join('\n');
}
