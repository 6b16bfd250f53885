import { beforeAll, expect, it } from 'vitest';
import type { CheckEnvironment } from '../../src/checks/check-environment.ts';
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

  it('is null where Icarus is absent', async () => {
    const { runTool } = byDriver;
    const absent: CheckEnvironment = {
      ...byDriver,
      runTool: async (command) => ({ ...(await runTool({ ...command, argv: ['no-such-icarus'] })), command }),
    };
    expect(await findIcarusCore(absent)).toBeNull();
  });
});
