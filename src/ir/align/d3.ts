import type { PlanFinding } from '../../contracts/plan.ts';
import type { RtlExpr, RtlItem, RtlStmt } from '../../contracts/rtl.ts';
import { operandsOf, setsIn, targetNames } from '../rtl/walk.ts';
import { type AlignRule, finding } from './context.ts';

/** D3: storage comes from register and latch nodes only: no combinational process leaves a target unset, no assignment holds its own value. */
export const d3: AlignRule = (context) =>
  context.rtl.items.flatMap((item) =>
    latchNames(item).map<PlanFinding>((name) =>
      finding(context, 'D3', {
        severity: 'error',
        message: `"${name}" would hold its value without a latch or register node`,
      }),
    ),
  );

/** Names that an item makes into latches without saying so. */
export const latchNames = (item: RtlItem): readonly string[] => {
  if (item.item === 'assign') return holdsItself(item.value, targetNames(item.target)) ? targetNames(item.target) : [];
  if (item.item !== 'comb') return [];
  const always = settledNames(item.body);
  const all = new Set(setsIn(item.body).flatMap((set) => targetNames(set.target)));
  return [...all].filter((name) => !always.has(name));
};

const holdsItself = (value: RtlExpr, names: readonly string[]): boolean => {
  if (value.op !== 'mux') return false;
  const isSelf = (arm: RtlExpr): boolean => arm.op === 'net' && names.includes(arm.name);
  return (
    isSelf(value.yes) ||
    isSelf(value.no) ||
    operandsOf(value)
      .slice(1)
      .some((arm) => holdsItself(arm, names))
  );
};

/** Names set on every path through the statements. Slices count as their net: D1 and S2 watch the bits. */
const settledNames = (body: readonly RtlStmt[]): ReadonlySet<string> => {
  const settled = new Set<string>();
  for (const stmt of body) {
    for (const name of settledBy(stmt)) settled.add(name);
  }
  return settled;
};

const settledBy = (stmt: RtlStmt): ReadonlySet<string> => {
  if (stmt.stmt === 'set') return new Set(targetNames(stmt.target));
  if (stmt.stmt === 'if') return common([settledNames(stmt.yes), settledNames(stmt.no)]);
  const arms = stmt.arms.map((arm) => settledNames(arm.body));
  return common(stmt.otherwise === null ? arms : [...arms, settledNames(stmt.otherwise)]);
};

const common = (sets: readonly ReadonlySet<string>[]): ReadonlySet<string> => {
  const [first, ...rest] = sets;
  return new Set([...(first ?? [])].filter((name) => rest.every((set) => set.has(name))));
};
