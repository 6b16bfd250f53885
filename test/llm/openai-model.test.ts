import { afterEach, describe, expect, it } from 'vitest';
import type { ChatModel, ChatRequest } from '../../src/contracts/chat.ts';
import { type BudgetLimits, ModelBudget } from '../../src/llm/budget.ts';
import { AdaptiveLimit } from '../../src/llm/concurrency.ts';
import { openAiModel } from '../../src/llm/openai-model.ts';
import {
  type Behaviour,
  type ChatServer,
  chatServer,
  cutShort,
  dribble,
  garbage,
  says,
  silence,
  status,
} from './chat-server.ts';

const KEY = 'sk-test-0123456789';
const NO_CAPS: BudgetLimits = { requests: null, tokens: null, usd: null, price: null };

const request = (more: Partial<ChatRequest> = {}): ChatRequest => ({
  messages: [{ role: 'user', content: 'Design an inverter.' }],
  format: { kind: 'text' },
  maxTokens: 100,
  temperature: 0,
  seed: 7,
  sample: 0,
  promptVersion: '1',
  ...more,
});

const JSON_FORMAT = { kind: 'json', name: 'plan', schema: { type: 'object' } } as const;

let server: ChatServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

interface Setup {
  readonly model: ChatModel & { readonly ladder: { rung: string } };
  readonly server: ChatServer;
  readonly budget: ModelBudget;
  readonly limit: AdaptiveLimit;
  readonly slept: number[];
}

async function setup(
  script: readonly Behaviour[] | ((call: number) => Behaviour),
  { caps = NO_CAPS, timeoutMs = 5000, lanes = 4 } = {},
): Promise<Setup> {
  server = await chatServer(script);
  const budget = new ModelBudget(caps);
  const limit = new AdaptiveLimit(lanes, 8);
  const slept: number[] = [];
  const model = openAiModel({
    model: 'tiny',
    baseUrl: server.baseUrl,
    apiKey: KEY,
    timeoutMs,
    retry: {
      tries: 3,
      firstDelayMs: 10,
      longestDelayMs: 5000,
      sleep: async (ms) => void slept.push(ms),
    },
    limit,
    budget,
    now: () => 0,
  });
  return { model, server, budget, limit, slept };
}

const never = new AbortController().signal;

describe('the OpenAI protocol', () => {
  it('an answer comes back with its text, its end and its usage, and the key goes into the header only', async () => {
    const { model, server: endpoint, budget } = await setup([says('assign y = ~a;')]);
    const answer = await model.complete(request({ sample: 2 }), never);
    expect(answer).toEqual({
      ok: true,
      value: {
        text: 'assign y = ~a;',
        finish: 'stop',
        usage: { promptTokens: 100, completionTokens: 20 },
        from: 'endpoint',
      },
    });
    const [got] = endpoint.received;
    expect(got?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(got?.body).toMatchObject({ model: 'tiny', temperature: 0, seed: 9, max_tokens: 100 });
    expect(JSON.stringify(got?.body)).not.toContain(KEY);
    expect(budget.state()).toMatchObject({ requests: 1, promptTokens: 100, completionTokens: 20 });
  });

  it('an answer that was cut at its token limit says so', async () => {
    const { model } = await setup([says('assign', { finish: 'length' })]);
    expect(await model.complete(request(), never)).toMatchObject({ ok: true, value: { finish: 'length' } });
  });

  it('a key that the endpoint sends back is blacked out', async () => {
    const { model } = await setup([says(`your key is ${KEY}`)]);
    const answer = await model.complete(request(), never);
    expect(answer).toMatchObject({ ok: true, value: { text: 'your key is [redacted]' } });
    const refused = await setup([status(401, {}, `bad key ${KEY}`)]);
    const failure = await refused.model.complete(request(), never);
    expect(JSON.stringify(failure)).not.toContain(KEY);
    expect(failure).toMatchObject({ ok: false, error: { kind: 'rejected' } });
  });
});

describe('trouble', () => {
  const cases: readonly {
    readonly title: string;
    readonly script: readonly Behaviour[];
    readonly kind: string | null;
    readonly calls: number;
    readonly slept: readonly number[];
  }[] = [
    {
      title: 'a 429 is tried again after the time the server names',
      script: [status(429, { 'retry-after': '2' }), says('ok')],
      kind: null,
      calls: 2,
      slept: [2000],
    },
    {
      title: 'a 429 whose wait is beyond patience ends at once',
      script: [status(429, { 'retry-after': '3600' })],
      kind: 'rate-limited',
      calls: 1,
      slept: [],
    },
    {
      title: 'a 500 is tried again with growing pauses, and the third is final',
      script: [status(500)],
      kind: 'unreachable',
      calls: 3,
      slept: [10, 20],
    },
    {
      title: 'a 503 that passes costs nothing but time',
      script: [status(503), status(502), says('ok')],
      kind: null,
      calls: 3,
      slept: [10, 20],
    },
    { title: 'a cut connection is tried again', script: [cutShort, says('ok')], kind: null, calls: 2, slept: [10] },
    {
      title: 'a body that is no JSON is malformed and not asked for again',
      script: [garbage],
      kind: 'malformed',
      calls: 1,
      slept: [],
    },
    {
      title: 'a body without a message is malformed',
      script: [(response) => response.writeHead(200, { 'content-type': 'application/json' }).end('null')],
      kind: 'malformed',
      calls: 1,
      slept: [],
    },
    { title: 'a 400 is rejected at once', script: [status(400)], kind: 'rejected', calls: 1, slept: [] },
    { title: 'a 401 is rejected at once', script: [status(401)], kind: 'rejected', calls: 1, slept: [] },
  ];
  it.each(cases)('$title', async ({ script, kind, calls, slept }) => {
    const world = await setup(script);
    const answer = await world.model.complete(request(), never);
    expect(answer.ok ? null : answer.error.kind).toBe(kind);
    expect(world.server.received).toHaveLength(calls);
    expect(world.slept).toEqual(slept);
  });

  it.each([
    ['never answers', silence],
    ['sends a byte now and then', dribble],
  ] as const)('an endpoint that %s is a timeout', async (_, behaviour) => {
    const { model, server: endpoint } = await setup([behaviour], { timeoutMs: 150 });
    const answer = await model.complete(request(), never);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'timeout' } });
    expect(endpoint.received).toHaveLength(1);
  });

  it('an interruption ends a request under way', async () => {
    const { model } = await setup([silence]);
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    expect(await model.complete(request(), abort.signal)).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });

  it('nobody at the address is unreachable, with the reason', async () => {
    const world = await setup([silence]);
    await world.server.close();
    const answer = await world.model.complete(request(), never);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    expect(answer.ok ? '' : answer.error.detail).toContain('ECONNREFUSED');
  });

  it('a rate limit halves the number of requests at once, and successes raise it again', async () => {
    const world = await setup([status(429), says('ok')]);
    await world.model.complete(request(), never);
    expect(world.limit.limit).toBe(2);
    await world.model.complete(request(), never);
    expect(world.limit.limit).toBe(3);
  });
});

describe('structured output', () => {
  const refusesSchema: Behaviour = (response, received) => {
    const type = received.body.response_format?.type;
    if (type === 'json_schema') status(400, {}, 'response_format json_schema is not supported')(response, received);
    else says('{}')(response, received);
  };

  it('a refused schema goes one step down, without a pause, and the step is remembered', async () => {
    const world = await setup([refusesSchema]);
    await world.model.complete(request({ format: JSON_FORMAT }), never);
    await world.model.complete(request({ format: JSON_FORMAT }), never);
    expect(world.slept).toEqual([]);
    expect(world.server.received.map(({ body }) => body.response_format?.type)).toEqual([
      'json_schema',
      'json_object',
      'json_object',
    ]);
    expect(world.model.ladder.rung).toBe('json_object');
  });

  it('an endpoint without any JSON mode is asked for a fenced block in words', async () => {
    const plain: Behaviour = (response, received) =>
      received.body.response_format === undefined
        ? says('```json\n{}\n```')(response, received)
        : status(422, {}, 'unknown field response_format')(response, received);
    const world = await setup([plain]);
    expect(await world.model.complete(request({ format: JSON_FORMAT }), never)).toMatchObject({ ok: true });
    expect(world.server.received.at(-1)?.body.messages.at(-1)?.content).toContain('```json');
  });
});

describe('the budget', () => {
  it('stops before the request that would exceed the number of requests', async () => {
    const world = await setup([says('ok')], { caps: { ...NO_CAPS, requests: 1 } });
    expect(await world.model.complete(request(), never)).toMatchObject({ ok: true });
    expect(await world.model.complete(request(), never)).toMatchObject({ ok: false, error: { kind: 'budget' } });
    expect(world.server.received).toHaveLength(1);
  });

  it('requests side by side cannot exceed the tokens together', async () => {
    const world = await setup([says('ok')], { caps: { ...NO_CAPS, tokens: 250 } });
    const answers = await Promise.all([1, 2, 3, 4].map(() => world.model.complete(request(), never)));
    const { promptTokens, completionTokens } = world.budget.state();
    expect(promptTokens + completionTokens).toBeLessThanOrEqual(250);
    expect(answers.filter((answer) => !answer.ok)).not.toHaveLength(0);
  });

  it('a cap in dollars uses the price of both directions', async () => {
    const caps = { ...NO_CAPS, usd: 0.0005, price: { prompt: 1, completion: 4 } };
    const world = await setup([says('ok')], { caps });
    expect(await world.model.complete(request(), never)).toMatchObject({ ok: true });
    expect(world.budget.state().usd).toBeCloseTo(0.00018, 6);
    expect(await world.model.complete(request({ maxTokens: 1000 }), never)).toMatchObject({
      ok: false,
      error: { kind: 'budget' },
    });
  });
});
