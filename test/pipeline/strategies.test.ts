import { describe, expect, it } from 'vitest';
import { ok } from '../../src/contracts/outcome.ts';
import type { Spec } from '../../src/contracts/spec.ts';
import type { Verdict } from '../../src/contracts/verdict.ts';
import { type Author, type AuthorRequest, NO_FACTS } from '../../src/engines/llm/index.ts';
import type { Attempt, LoopPorts } from '../../src/pipeline/loop/attempt.ts';
import { selectBest } from '../../src/pipeline/loop/select-best.ts';
import { makeDesign } from '../../src/pipeline/make-design.ts';
import type { StrategyId } from '../../src/pipeline/strategies/index.ts';
import { readSpec } from '../../src/spec/index.ts';

const read = readSpec({
  path: 'm.md',
  text: 'Module name: m\n\n| Port | Direction | Width |\n|---|---|---|\n| a | input | 1 |\n| y | output | 1 |\n\nA riddle.\n',
});
if (!read.ok) throw new Error('spec');
const spec: Spec = read.value.spec;
const never = new AbortController().signal;

/** Texts are judged by the digit they hold: that many of nine samples agree. */
const judge: LoopPorts['judge'] = async ({ verilog }) => {
  const agreed = Number(/\d/.exec(verilog)?.[0] ?? 0);
  const evidence = [
    { kind: 'samples', compared: 9, mismatched: 9 - agreed, expected: 9, seed: null, simulator: 'none' },
  ] as const;
  return [
    { check: 'simulate', status: agreed === 9 ? 'pass' : 'fail', summary: '', evidence, wallMs: 0 },
  ] satisfies Verdict[];
};

interface World {
  readonly asked: AuthorRequest[];
  readonly attempts: Attempt[];
  readonly run: (strategy: StrategyId, samples: number, start?: string) => ReturnType<typeof makeDesign>;
}

function world(answer: (request: AuthorRequest, call: number) => string | null): World {
  const asked: AuthorRequest[] = [];
  const attempts: Attempt[] = [];
  const author: Author = {
    id: 'scripted',
    exact: () => null,
    facts: () => NO_FACTS,
    ideas: async (_, count) => ok(['high', 'low', 'odd'].slice(0, count)),
    propose: async (request) => {
      asked.push(request);
      const text = answer(request, asked.length - 1);
      if (text !== null) return ok({ kind: 'verilog', text, notes: [] });
      return { ok: false, error: { reason: 'budget-spent', detail: 'none left', quotes: [], coverage: [] } };
    },
  };
  const ports: LoopPorts = {
    author,
    judge,
    onAttempt: async (attempt) => void attempts.push(attempt),
    visible: false,
    feedbackTokens: 500,
    select: selectBest,
  };
  return {
    asked,
    attempts,
    run: (strategy, samples, start) =>
      makeDesign(
        { spec, context: null, seed: 1, strategy, samples, lanes: 1, ports, ...(start === undefined ? {} : { start }) },
        never,
      ),
  };
}

const scores = (texts: readonly string[]) => (_: AuthorRequest, call: number) =>
  texts[Math.min(call, texts.length - 1)] ?? null;

describe('strategies', () => {
  it('single asks once', async () => {
    const { asked, run } = world(scores(['3']));
    expect(await run('single', 5)).toMatchObject({ ok: true, value: { design: { verilog: '3' } } });
    expect(asked).toHaveLength(1);
  });

  it('sample draws all where answers differ, and takes the best by its checks', async () => {
    const { asked, run } = world(scores(['3', '5', '4', '9', '2']));
    expect(await run('sample', 5)).toMatchObject({ ok: true, value: { design: { verilog: '9' } } });
    expect(asked.map(({ temperature }) => temperature > 0)).toEqual([false, true, true, true, true]);
  });

  it('sample stops early where the first three agree and none fails', async () => {
    const { asked, run } = world(scores(['9']));
    await run('sample', 20);
    expect(asked).toHaveLength(3);
  });

  it('repair rolls a worse answer back and goes on from the best', async () => {
    const { asked, attempts, run } = world(scores(['4', '2', '6', '9']));
    expect(await run('repair', 6)).toMatchObject({ ok: true, value: { design: { verilog: '9' } } });
    expect(asked.map(({ previous }) => previous?.text ?? null)).toEqual([null, '4', '4', '6']);
    expect(attempts.map(({ accepted }) => accepted)).toEqual([true, false, true, true]);
  });

  it('repair raises the temperature for repeated answers, then starts from nothing', async () => {
    const { asked, run } = world(scores(['4', '4', '4', '4', '4']));
    await run('repair', 5);
    const heat = asked.map(({ temperature }) => temperature);
    expect(heat[2]).toBeGreaterThan(heat[1] ?? 9);
    expect(asked.map(({ previous }) => previous === null)).toEqual([true, false, false, true, false]);
  });

  it('repair of a given design asks nobody where it passes already', async () => {
    const { asked, run } = world(scores(['1']));
    expect(await run('repair', 5, '9')).toMatchObject({ ok: true, value: { attempt: { step: 'given' } } });
    expect(asked).toHaveLength(0);
  });

  it('a spent budget ends with the best so far', async () => {
    const { run } = world((_, call) => (call < 2 ? ['3', '5'][call] : null) ?? null);
    expect(await run('repair', 9)).toMatchObject({ ok: true, value: { design: { verilog: '5' } } });
    const nothing = world(() => null);
    expect(await nothing.run('sample', 9)).toMatchObject({ ok: false, error: { reason: 'budget-spent' } });
    expect(nothing.asked).toHaveLength(3);
  });

  it('tree takes the best of a level as the root of the next', async () => {
    const { asked, run } = world(scores(['2', '3', '5', '4', '6', '9']));
    expect(await run('tree', 7)).toMatchObject({ ok: true, value: { design: { verilog: '9' } } });
    expect(asked.map(({ previous }) => previous?.text ?? null)).toEqual([null, '2', '2', '2', '5', '5', '5']);
  });

  it('plans follows one reading a proposal', async () => {
    const { asked, run } = world(({ idea }) => (idea === 'low' ? '9' : '1'));
    expect(await run('plans', 4)).toMatchObject({ ok: true, value: { design: { verilog: '9' } } });
    expect(asked.map(({ idea }) => idea)).toEqual([null, 'high', 'low', 'odd']);
  });

  it('the majority text wins among equals', async () => {
    const { run } = world(scores(['5 a', '5 b', '5 b', '5 c']));
    expect(await run('sample', 4)).toMatchObject({ ok: true, value: { design: { verilog: '5 b' } } });
  });
});
