import type { Draft, Fact } from './facts.ts';

/** `010` where a list selects by a signal of three bits: every label has a digit for each bit, and all are 0 or 1. */
export function withCaseCodes(facts: readonly Fact[], draft: Draft): readonly Fact[] {
  const coded = draft.inputs.filter(({ name, width }) => {
    const labels = facts.filter((fact) => fact.caseSignal === name).map((fact) => fact.caseValue ?? '');
    return labels.length > 0 && (width ?? 0) > 1 && labels.every((label) => isCode(label, width ?? 0));
  });
  return facts.map((fact) => {
    const port = coded.find(({ name }) => name === fact.caseSignal);
    return port === undefined ? fact : { ...fact, caseValue: `${String(port.width)}'b${fact.caseValue ?? ''}` };
  });
}

const isCode = (label: string, bits: number): boolean => label.length === bits && /^[01]+$/.test(label);
