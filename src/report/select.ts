import type { SelectDocument } from '../contracts/select.ts';

/** What a person is told of one `select`: the choice, what it rests on, and the groups behind it. */
export const selectText = (document: SelectDocument): string =>
  [
    `${choice(document)}`,
    `  ${document.verdict.status}: ${document.verdict.summary}`,
    ...document.groups.flatMap((group, index) => [
      `  ${index + 1}. score ${group.score.toFixed(2)}: ${names(group.candidates)}`,
      ...group.support.map((clause) => `     for: ${clause}`),
      ...group.against.map((clause) => `     against: ${clause}`),
    ]),
    ...document.leftOut.map(({ path, why }) => `  left out ${path}: ${why}`),
    ...(document.sandbox === 'none' ? ['  sandbox: none'] : []),
  ].join('\n');

function choice({ selected, output }: SelectDocument): string {
  const where = output === null ? '' : `, written to ${output}`;
  if (selected === null) return 'nothing selected';
  if (selected.from === 'rules') return `selected: the rule engine's own design${where}`;
  return `selected: ${selected.path ?? 'a candidate'}${where}`;
}

const SHOWN = 12;

const names = (all: readonly string[]): string =>
  all.length <= SHOWN ? all.join(', ') : `${all.slice(0, SHOWN).join(', ')} and ${all.length - SHOWN} more`;
