import type { Author } from '../llm/author.ts';
import { type ModelAuthorOptions, modelAuthor } from '../llm/model-author.ts';
import { planByRule } from '../rule/index.ts';
import { solvedFacts } from './solved-facts.ts';

/** Rules alone where they cover the whole spec; else the model, with what the rules solved as facts and as checks. */
export const hybridAuthor = (options: Omit<ModelAuthorOptions, 'id' | 'exact' | 'facts'>): Author =>
  modelAuthor({
    ...options,
    id: 'hybrid',
    facts: solvedFacts,
    exact: (spec) => {
      const planned = planByRule(spec);
      return planned.ok ? planned.value : null;
    },
  });
