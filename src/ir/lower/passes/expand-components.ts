import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanComponent, PlanFinding, PlanModule, PlanNode } from '../../../contracts/plan.ts';
import { ComponentError, type Pins } from '../components/component.ts';
import { COMPONENTS } from '../components/index.ts';
import { openScope, placeOfNode } from '../module.ts';
import { readSelf, type Scope } from '../scope.ts';

/** Replaces each component by the core nodes it stands for; each keeps the component's source. */
export const expandComponents = (module: PlanModule): Outcome<PlanModule, readonly PlanFinding[]> => {
  if (!module.body.some((node) => node.kind === 'component')) return ok(module);
  const scope = openScope({ ir: 'veriloom/plan@1', top: module.name, modules: [module] }, module);
  const body: PlanNode[] = [];
  for (const [index, node] of module.body.entries()) {
    if (node.kind !== 'component') {
      body.push(node);
      continue;
    }
    const place = placeOfNode(node, index);
    const expanded = expand(node, scope, place);
    if (!expanded.ok)
      return fail([
        {
          rule: 'LOWER',
          severity: 'error',
          message: expanded.error,
          module: module.name,
          node: place.node,
          src: place.src,
        },
      ]);
    body.push(...expanded.value.map((inner) => (node.src === undefined ? inner : { ...inner, src: node.src })));
  }
  return ok({ ...module, body });
};

type Place = ReturnType<typeof placeOfNode>;

const expand = (node: PlanComponent, scope: Scope, place: Place): Outcome<readonly PlanNode[], string> => {
  const component = Object.hasOwn(COMPONENTS, node.lib) ? COMPONENTS[node.lib] : undefined;
  if (component === undefined) return fail(`"${node.lib}" is not in the component library`);
  const strangePin = Object.keys(node.bind).find((pin) => !(pin in component.pins) && !/^in\d+$/.test(pin));
  const strangeParam = Object.keys(node.params ?? {}).find((name) => !(name in component.params));
  if (strangePin !== undefined) return fail(`"${node.lib}" has no pin "${strangePin}"`);
  if (strangeParam !== undefined) return fail(`"${node.lib}" has no parameter "${strangeParam}"`);
  try {
    return ok(component.expand(pinsOf(node, scope, place)));
  } catch (cause) {
    if (cause instanceof ComponentError) return fail(`${node.lib}: ${cause.message}`);
    throw cause;
  }
};

const pinsOf = (node: PlanComponent, scope: Scope, place: Place): Pins => {
  const maybe = (pin: string): string | null => node.bind[pin] ?? null;
  const need = (pin: string): string => {
    const text = maybe(pin);
    if (text === null) throw new ComponentError(`pin "${pin}" is not bound`);
    return text;
  };
  const text = (name: string): string | null => {
    const value = node.params?.[name];
    return value === undefined ? null : String(value);
  };
  return {
    need,
    maybe,
    text,
    width: (pin) => readWidth(scope, need(pin), place),
    integer: (name, fallback) => {
      const value = text(name);
      if (value === null) return fallback;
      if (!/^-?\d{1,15}$/.test(value)) throw new ComponentError(`parameter "${name}" is "${value}", not an integer`);
      return Number(value);
    },
    choice: (name, words) => {
      const value = text(name);
      const found = words.find((word) => word === value);
      if (value !== null && found === undefined)
        throw new ComponentError(`parameter "${name}" is "${value}", not ${words.join(' or ')}`);
      return found ?? words[0];
    },
    domain: () => {
      if (node.domain === undefined) throw new ComponentError('a clock domain is needed');
      return node.domain;
    },
    fresh: (wish) => scope.fresh(wish),
  };
};

const readWidth = (scope: Scope, text: string, place: Place): number => {
  const before = scope.findings.length;
  const { width } = readSelf(scope, text, { place });
  const error = scope.findings.slice(before).find((finding) => finding.severity === 'error');
  if (error !== undefined) throw new ComponentError(error.message);
  return width;
};
