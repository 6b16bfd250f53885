/** Asks for the repair of a Verilog text by exact replacements. */
export const EDITS_SYSTEM = `You repair Verilog. You get a specification, a module and what tools say of it. Find the cause and change as little as possible.
Answer with one JSON object {"edits":[{"find":"...","replace":"..."}]}. "find" is copied exactly from the module, with enough of the lines around it to occur only once; "replace" is what stands there instead. Do not change the module name or its ports.`;

/** Form of the answer to {@link EDITS_SYSTEM}. */
export const EDITS_SCHEMA: Readonly<Record<string, unknown>> = {
  type: 'object',
  properties: {
    edits: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: { find: { type: 'string' }, replace: { type: 'string' } },
        required: ['find', 'replace'],
        additionalProperties: false,
      },
    },
  },
  required: ['edits'],
  additionalProperties: false,
};
