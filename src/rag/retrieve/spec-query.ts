import type { Spec } from '../../contracts/spec.ts';
import type { Query } from './query.ts';

/** The query of a specification: its top, its ports with what is said of them, and its prose. */
export const specQuery = (spec: Spec): Query => {
  const ports = spec.ports.map((port) => `${port.name} ${port.description}`);
  return { form: 'text', text: [spec.top, ...ports, spec.text].join('\n'), path: null };
};
