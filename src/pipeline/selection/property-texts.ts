import type { Spec } from '../../contracts/spec.ts';
import { isProperties } from '../../engines/rule/example-parts.ts';
import { isSentence } from '../../engines/rule/facts.ts';

/** The blocks of assertions that a specification gives for its design. */
export const propertyTexts = (spec: Spec): readonly string[] =>
  spec.body.flatMap((block) =>
    !isSentence(block) && block.kind === 'code' && isProperties(block) ? [block.text] : [],
  );
