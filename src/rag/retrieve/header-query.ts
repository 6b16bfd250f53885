import { linesOf } from '../chunk/chunks.ts';
import type { RetrievalIndex } from '../index/load.ts';
import type { Query } from './query.ts';

/**
 * The query of a module of the index: its comments and header, as if its body were still to be written. Null where no
 * file of the index defines the module.
 */
export const headerQuery = async (index: RetrievalIndex, module: string): Promise<Query | null> => {
  const { graph } = index.corpus;
  const ids = ['module', 'package', 'class'].map((kind) => graph.idOf.get(`${kind} ${module}`));
  const file = ids.flatMap((id) => (id === undefined ? [] : (graph.symbols[id]?.files ?? [])))[0];
  const entry = file === undefined ? undefined : index.data.files[file];
  const unit = entry?.facts.units.find((u) => u.name === module);
  if (file === undefined || !entry || !unit) return null;
  const lines = linesOf(await index.textOf(file));
  const ranges = [...unit.comments, [unit.line, unit.headerLast] as const];
  const text = ranges.map(([from, to]) => lines.slice(from - 1, to).join('\n')).join('\n');
  return { form: 'header', text, path: entry.path };
};
