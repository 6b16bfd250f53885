import type { PlanPort } from '../../contracts/plan.ts';
import type { Spec, SpecPort } from '../../contracts/spec.ts';

/** The ports of a specification as those of a plan's top module. */
export const planPorts = (spec: Spec): PlanPort[] => spec.ports.map(planPort);

const planPort = (port: SpecPort): PlanPort => ({
  name: port.name,
  dir: port.direction,
  type: {
    width: port.width,
    ...(port.signed ? { signed: true } : {}),
    ...(port.range === null ? {} : { range: [port.range[0], port.range[1]] }),
  },
});
