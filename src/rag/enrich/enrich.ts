import type { FileFacts, InstanceFact, PortFact, UnitFact } from '../extract/facts.ts';
import type { ElaboratedModule } from './elaborated.ts';

const withPort = (port: PortFact, module: ElaboratedModule): PortFact => {
  const exact = module.ports.find((p) => p.name === port.name);
  return exact?.width ? { ...port, bits: exact.width } : port;
};

/** Widths are those of the first elaboration; a module elaborated with several parameters keeps what was written. */
const withUnit = (unit: UnitFact, modules: readonly ElaboratedModule[]): UnitFact => {
  const own = modules.filter((m) => m.name === unit.name);
  const [only] = own;
  return only && own.length === 1 ? { ...unit, ports: unit.ports.map((p) => withPort(p, only)) } : unit;
};

const isKnown = (known: readonly InstanceFact[], found: ElaboratedModule['instances'][number]): boolean =>
  known.some((i) => i.type === found.type && Math.abs(i.line - found.line) <= Math.max(2, i.lastLine - i.line));

/** Instances that elaboration shows in a file and the scanner did not see, such as those that a macro writes. */
const missedInstances = (facts: FileFacts, path: string, modules: readonly ElaboratedModule[]): InstanceFact[] => {
  const missed: InstanceFact[] = [];
  for (const module of modules) {
    for (const found of module.instances) {
      if (found.file !== path || isKnown([...facts.instances, ...missed], found)) continue;
      const { type, name, line, connections } = found;
      missed.push({
        type,
        name,
        line,
        lastLine: line,
        parent: module.name,
        bindsTo: '',
        guard: '',
        connections,
        open: false,
      });
    }
  }
  return missed;
};

/** Facts of a file made exact by what Verilator elaborated of it. Paths of the modules are those of the index. */
export const enrichFacts = (facts: FileFacts, path: string, modules: readonly ElaboratedModule[]): FileFacts => {
  const here = modules.filter((m) => m.file === path || m.instances.some((i) => i.file === path));
  if (here.length === 0) return facts;
  return {
    ...facts,
    units: facts.units.map((unit) =>
      withUnit(
        unit,
        here.filter((m) => m.file === path),
      ),
    ),
    instances: [...facts.instances, ...missedInstances(facts, path, here)],
  };
};
