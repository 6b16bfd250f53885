import { z } from 'zod';
import { textOfOperation } from './plan-operation.ts';
import { src } from './plan-source.ts';

export type { PlanFinding, PlanRuleId } from './plan-finding.ts';
export type { PlanSource } from './plan-source.ts';

/**
 * IR stage 1: what a design consists of. The rule engine builds it, a language model fills it as JSON.
 * The JSON Schema handed to models is generated from these zod schemas.
 */
const id = z.string().regex(/^[A-Za-z_][A-Za-z0-9_$]*$/);
const widthExpr = z.union([z.number().int(), z.string()]);

/** An expression: a restricted Verilog expression as text (`verilog/expr` parses it). */
const expr = z.preprocess((value) => textOfOperation(value), z.string().min(1));

const planType = z.object({
  width: widthExpr,
  signed: z.boolean().optional(),
  /** Declared [msb, lsb]; keeps 1-based and reversed ranges such as [32:1]. */
  range: z.tuple([widthExpr, widthExpr]).optional(),
});

const port = z.object({
  name: id,
  dir: z.enum(['input', 'output', 'inout']),
  type: planType,
  role: z
    .enum(['clock', 'reset', 'enable', 'data', 'select', 'load', 'address', 'valid', 'ready', 'state', 'next_state'])
    .optional(),
  src: src.optional(),
});

const param = z.object({
  name: id,
  default: widthExpr,
  min: z.number().int().optional(),
  max: z.number().int().optional(),
});

const domain = z.object({
  name: id,
  clock: id,
  edge: z.enum(['pos', 'neg', 'both']),
  reset: z
    .object({
      signal: id,
      kind: z.enum(['sync', 'async']),
      active: z.enum(['high', 'low']),
      /** The synchronous reset acts only while the register's enable is true. */
      under_enable: z.boolean().optional(),
    })
    .nullable()
    .optional(),
});

const net = z.object({ kind: z.literal('net'), name: id, type: planType });
const assign = z.object({
  kind: z.literal('assign'),
  lhs: expr,
  rhs: expr,
  dontcare_when: expr.optional(),
  src: src.optional(),
});
const when = z.object({ when: expr.optional(), to: expr, src: src.optional() });
const reg = z.object({
  kind: z.literal('reg'),
  name: id,
  type: planType,
  domain: id,
  /** Value on reset; null or absent for a register that reset does not touch. */
  reset: widthExpr.nullable().optional(),
  /** Power-up value; lowering gives 0 to every register without reset. */
  init: widthExpr.nullable().optional(),
  enable: expr.optional(),
  write_mask: expr.optional(),
  /** An expression, or a priority list: the first true guard wins, no hit holds the value. */
  next: z.union([expr, z.array(when).min(1)]),
  src: src.optional(),
});
const latch = z.object({
  kind: z.literal('latch'),
  name: id,
  type: planType,
  gate: expr,
  d: expr,
  src: src.optional(),
});
const table = z.object({
  kind: z.literal('table'),
  inputs: z.array(expr).min(1),
  outputs: z.array(expr).min(1),
  /** Cell texts: cubes over 0, 1, x, - with as many symbols as the expression has bits, most significant first. */
  rows: z.array(z.object({ in: z.array(z.string()), out: z.array(z.string()) })),
  origin: z.enum(['truth', 'kmap', 'minterms', 'waveform', 'lookup', 'pla', 'csv', 'text']).optional(),
  missing: z.enum(['error', 'dontcare', 'zero', 'hold', 'default']),
  default: z.array(z.string()).optional(),
  dontcare_policy: z.enum(['free', 'zero', 'minimal_sop', 'minimal_pos']).optional(),
  into: z.enum(['wire', 'reg']).optional(),
  domain: id.optional(),
  src: src.optional(),
});
const outputs = z.record(z.string(), expr);
const fsm = z.object({
  kind: z.literal('fsm'),
  name: id,
  style: z.enum(['moore', 'mealy', 'mixed']),
  realise: z.union([
    z.object({ domain: id, reset_state: z.string() }),
    z.object({
      state_in: expr,
      next_out: z.array(
        z.object({
          lhs: expr,
          /** Index of the next-state bit that drives `lhs`; absent: the whole code. */
          bit: z.number().int().optional(),
          /** `lhs` is 1 when the next state is this one (by inspection). */
          state: z.string().optional(),
        }),
      ),
    }),
  ]),
  encoding: z.object({
    scheme: z.enum(['free', 'binary', 'onehot', 'gray', 'given']),
    codes: z.record(z.string(), z.string().regex(/^[01]+$/)).optional(),
    by_inspection: z.boolean().optional(),
  }),
  states: z.array(z.object({ name: z.string(), out: outputs.optional() })).min(1),
  vars: z.array(reg).optional(),
  /** Ordered: the first edge of a state whose guard is true is taken. `out` holds Mealy outputs. */
  trans: z.array(
    z.object({
      from: z.string(),
      guard: expr.optional(),
      to: z.string(),
      out: outputs.optional(),
      src: src.optional(),
    }),
  ),
  default_out: outputs.optional(),
  /** `exclusive`: the edges come from a diagram without order, so overlapping guards are an error. Default: ordered. */
  guards: z.enum(['ordered', 'exclusive']).optional(),
  src: src.optional(),
});
const mem = z.object({
  kind: z.literal('mem'),
  name: id,
  depth: widthExpr,
  width: widthExpr,
  init: z.union([z.array(widthExpr), z.null()]).optional(),
  reset_all: z.object({ domain: id, value: widthExpr }).nullable().optional(),
  ports: z.array(
    z.object({
      dir: z.enum(['read', 'write']),
      mode: z.enum(['comb', 'sync']),
      domain: id.optional(),
      addr: expr,
      en: expr.optional(),
      /** Read port: the net or output it drives. Write port: the value written. */
      data: expr,
      mask: expr.optional(),
      when_disabled: z.enum(['hold', 'zero']).optional(),
      read_during_write: z.enum(['old', 'new', 'undefined']).optional(),
    }),
  ),
  src: src.optional(),
});
const instance = z.object({
  kind: z.literal('instance'),
  name: id,
  of: id,
  params: z.record(z.string(), widthExpr).optional(),
  connect: z.record(z.string(), expr),
  src: src.optional(),
});
const component = z.object({
  kind: z.literal('component'),
  /** Id of a component of `ir/lower/components/`; a macro that lowers to the nodes above. */
  lib: z.string(),
  params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).optional(),
  bind: z.record(z.string(), expr),
  domain: id.optional(),
  src: src.optional(),
});
const raw = z.object({
  kind: z.literal('raw'),
  verilog: z.string(),
  drives: z.array(id),
  reads: z.array(id),
  by: z.string().optional(),
});

/** `for` unrolls `body` with `var` replaced by each index from `from` to `to` inclusive. */
const core = z.discriminatedUnion('kind', [net, assign, reg, latch, table, fsm, mem, instance, component, raw]);
const forNode = z.object({
  kind: z.literal('for'),
  var: id,
  from: z.number().int(),
  to: z.number().int(),
  body: z.array(core),
  /** What an index outside the range means: wraps, reads 0, or is an error. */
  edge: z.enum(['wrap', 'zero', 'none']).optional(),
});
const node = z.discriminatedUnion('kind', [
  net,
  assign,
  reg,
  latch,
  table,
  fsm,
  mem,
  instance,
  component,
  raw,
  forNode,
]);

const module = z.object({
  name: id,
  params: z.array(param).optional(),
  ports: z.array(port).min(1),
  domains: z.array(domain).optional(),
  body: z.array(node),
  /** One sentence; also the retrieval query of this module. */
  doc: z.string().optional(),
});

const check = z.object({
  kind: z.enum(['table', 'trace', 'sequence', 'property', 'equiv']),
  of: id,
  data: z.unknown(),
  src: src.optional(),
});

/** Validates a {@link DesignPlan} read from JSON (a file or a model's reply). */
export const designPlanSchema = z.object({
  ir: z.literal('veriloom/plan@1'),
  top: id,
  modules: z.array(module).min(1),
  checks: z.array(check).optional(),
  assumptions: z
    .array(
      z.object({
        text: z.string(),
        rule: z.string().optional(),
        severity: z.enum(['convention', 'repair', 'inference', 'contradiction']),
        src: src.optional(),
      }),
    )
    .optional(),
  coverage: z
    .array(
      z.object({
        start: z.number().int(),
        end: z.number().int(),
        status: z.enum(['consumed', 'context', 'unrecognised']),
        rule: z.string().optional(),
        nodes: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

/** IR stage 1 of one design: modules of typed nodes, its checks, assumptions and the coverage of its spec. */
export type DesignPlan = z.infer<typeof designPlanSchema>;
export type PlanModule = z.infer<typeof module>;
export type PlanNode = z.infer<typeof node>;
export type PlanType = z.infer<typeof planType>;
export type PlanPort = z.infer<typeof port>;
export type PlanDomain = z.infer<typeof domain>;
export type PlanAssign = z.infer<typeof assign>;
export type PlanReg = z.infer<typeof reg>;
export type PlanLatch = z.infer<typeof latch>;
export type PlanTable = z.infer<typeof table>;
export type PlanFsm = z.infer<typeof fsm>;
export type PlanMem = z.infer<typeof mem>;
export type PlanInstance = z.infer<typeof instance>;
export type PlanComponent = z.infer<typeof component>;
export type PlanFor = z.infer<typeof forNode>;

/** Rule of an assumption that is a guess among circuits which all fit the specification; no check can settle it. */
export const GUESS_RULE = 'waveform.guess';
