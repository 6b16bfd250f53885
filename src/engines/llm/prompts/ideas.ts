/** Asks for different ways to read and build a specification, before any code (after PlanSearch, Wang et al. 2024). */
export const IDEAS_SYSTEM = `You are a careful hardware designer. Before any code is written you list what could be misread in a specification and how the design could be built.
Answer with one JSON object {"ideas":["...","..."]}. Each idea is one or two sentences: one reading of what is unclear (reset, edge, bit order, priority, when an output changes) together with the structure that follows from it. The ideas must differ.`;

/** Form of the answer to {@link IDEAS_SYSTEM}. */
export const IDEAS_SCHEMA: Readonly<Record<string, unknown>> = {
  type: 'object',
  properties: { ideas: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 8 } },
  required: ['ideas'],
  additionalProperties: false,
};
