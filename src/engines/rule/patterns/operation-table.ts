import { ok } from '../../../contracts/outcome.ts';
import type { PlainTablePart } from '../../../contracts/spec-parts.ts';
import type { Pattern } from '../facts.ts';
import { NO_PIECE } from '../facts.ts';
import { operationTable } from '../operation-tables.ts';

/** Tables whose rows were read as sentences: the sentences make the design, and so account for the table. */
export const operationRows: Pattern = {
  id: 'operation-table',
  hint: 'give a column with the values of an input and one with what happens then: "shift left", "q takes d"',
  reason: 'every row is a sentence under its value of the input',
  plan: (draft, open) => {
    const lines = new Set(
      draft.facts.flatMap((fact) => (fact.caseSignal === null || fact.caseValue === null ? [] : [fact.span.line])),
    );
    const parts = open.parts.filter(
      (part): part is PlainTablePart =>
        part.kind === 'table' &&
        operationTable(part, draft.spec) !== null &&
        part.rows.every(({ line }) => lines.has(line)),
    );
    return ok(parts.length === 0 ? null : { ...NO_PIECE, parts });
  },
};
