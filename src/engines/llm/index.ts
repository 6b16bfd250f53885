import type { Engine } from '../../contracts/engine.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { Author } from './author.ts';

/**
 * An author as an engine: one plan for a spec, from its rules where they cover it, else from one proposal of its model.
 * Verilog without a plan cannot pass through this seam; the pipeline takes authors as they are.
 */
export const engineOf = (author: Author): Engine => ({
  id: author.id,
  plan: async (request, signal) => {
    const exact = author.exact(request.spec);
    if (exact !== null) return ok(exact);
    const proposed = await author.propose(
      { ...request, sample: 0, temperature: 0, idea: null, previous: null },
      signal,
    );
    if (!proposed.ok) return proposed;
    if (proposed.value.kind === 'plan') return ok(proposed.value.plan);
    return fail({
      reason: 'unparsable-reply',
      detail: 'the model wrote Verilog, not a plan',
      quotes: [],
      coverage: [],
    });
  },
});

export type { Author, AuthorRequest, Previous, Proposal, Via } from './author.ts';
export { NO_FACTS } from './author.ts';
export { modelAuthor } from './model-author.ts';
export { leafFirst, partPlan } from './plan-parts.ts';
