import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { CheckEnvironment } from '../../src/checks/check-environment.ts';
import { compileAndRunWithIcarus } from '../../src/checks/icarus-compile.ts';
import { findIcarusCore } from '../../src/checks/icarus-core.ts';
import { screenDesign } from '../../src/checks/screen/index.ts';
import { describeWith, realEnvironment } from '../tools/real-tools.ts';
import { accumulator, RIGHT, withBody } from './accumulator-bench.ts';

describeWith(['iverilog', 'vvp'], 'the inner compiler of Icarus', () => {
  let byDriver: CheckEnvironment;
  let direct: CheckEnvironment;
  beforeAll(async () => {
    byDriver = await realEnvironment();
    direct = { ...byDriver, icarus: await findIcarusCore(byDriver) };
  });

  it('is found, or the driver is used', async (context) => {
    if ((direct.icarus ?? null) === null) context.skip('this version of Icarus is laid out in another way');
    const { compile } = await screenDesign(direct, { design: accumulator(RIGHT), profile: 'candidate' });
    const [program] = compile.evidence.flatMap((one) => (one.kind === 'invocation' ? [one.run.command.argv[0]] : []));
    expect(program).toMatch(/\/ivl$/);
  });

  it.each([
    ['a design', RIGHT],
    ['warnings', withBody('assign total = step[9]; assign odd = w2;')],
    ['an error on its line', withBody('assign total = 0;\nassign odd = nothing_here;')],
    ['a syntax error', withBody('assign total = ;')],
    ['macros', `\`define W 8\n${withBody('assign total = `W; assign odd = 0;')}`],
  ])('says the same as the driver of %s', async (_, text) => {
    const request = { design: accumulator(text), profile: 'candidate' } as const;
    const [a, b] = await Promise.all([screenDesign(byDriver, request), screenDesign(direct, request)]);
    const shown = ({ screen, compile, image }: Awaited<ReturnType<typeof screenDesign>>) => ({
      screen: [screen.status, screen.summary],
      compile: [compile.status, compile.summary],
      diagnostics: compile.evidence.filter((one) => one.kind === 'diagnostics'),
      ports: image?.scopes.map((scope) => [scope.name, scope.ports, scope.nets]),
    });
    expect(shown(b)).toEqual(shown(a));
  });

  it('compiles and runs in one start, and tells an error, a crash and a run apart', async (context) => {
    if (direct.icarus?.chained !== true) context.skip('compiler and simulator cannot be chained here');
    const run = (text: string) =>
      direct.withWorkdir((cwd) =>
        compileAndRunWithIcarus(direct, {
          cwd,
          parties: [{ party: 'dut', files: [{ path: 't.v', text }] }],
          top: 't',
          output: 't.vvp',
          warnings: 'none',
          mark: 'compiled_1',
          simulateCpuMs: 1_000,
        }),
      );
    const good = await run('module t; initial $display("%0d %s", 6 * 7, $sformatf("%0d", $clog2(9))); endmodule');
    expect(good).toMatchObject({ printed: '42 4\n', diagnostics: [] });
    const wrong = await run('module t; assign nothing = 1; assign here.is = 2; endmodule');
    expect(wrong).toMatchObject({ printed: null, run: { end: 'exited' } });
    expect(wrong?.diagnostics.some((item) => item.severity === 'error' && item.range?.file === 't.v')).toBe(true);
    const hung = await run('module t; initial begin $display("begun"); forever #0; end endmodule');
    expect(hung).toMatchObject({ run: { end: 'timed-out' } });
    expect(hung?.run.durationMs).toBeLessThan(9_000);
    expect((await run(`\`include "x"\nmodule t; endmodule`))?.printed).toBeUndefined();
  });

  it('tells a compiler that crashes or is missing from one that rejects', async (context) => {
    if (direct.icarus?.chained !== true) context.skip('compiler and simulator cannot be chained here');
    const core = { folder: '.', modules: [], chained: true };
    const run = (program: string | null) =>
      direct.withWorkdir(async (cwd) => {
        if (program !== null) writeFileSync(join(cwd, 'ivl'), `#!/bin/sh\n${program}\n`, { mode: 0o755 });
        const request = {
          cwd,
          parties: [],
          top: 't',
          output: 't.vvp',
          warnings: 'none',
          mark: 'm',
          simulateCpuMs: 1_000,
        } as const;
        return compileAndRunWithIcarus({ ...direct, icarus: core }, request);
      });
    expect(await run('kill -SEGV $$')).toMatchObject({ printed: null, run: { end: 'signalled', signal: 'SIGSEGV' } });
    expect(await run('exit 3')).toMatchObject({ printed: null, run: { end: 'exited', exitCode: 3 } });
    expect(await run(null)).toMatchObject({ printed: null, run: { end: 'not-found' } });
  });

  it('is null where Icarus is absent', async () => {
    const { runTool } = byDriver;
    const absent: CheckEnvironment = {
      ...byDriver,
      runTool: async (command) => ({ ...(await runTool({ ...command, argv: ['no-such-icarus'] })), command }),
    };
    expect(await findIcarusCore(absent)).toBeNull();
  });
});
