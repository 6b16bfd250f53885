import type { Value } from '../../english/index.ts';

const other = (level: 0 | 1): 0 | 1 => (level === 1 ? 0 : 1);

/** The condition holds only while the one-bit input has the level. */
export function isRequired(guard: Value, name: string | null, level: 0 | 1 = 1): boolean {
  if (guard.k === 'name') return level === 1 && guard.name === name;
  if (guard.k !== 'op') return false;
  const [left, right] = guard.args;
  switch (guard.op) {
    case '&&':
      return guard.args.some((arg) => isRequired(arg, name, level));
    case 'true':
      return left !== undefined && isRequired(left, name, level);
    case 'false':
    case 'u!':
    case 'u~':
      return left !== undefined && isRequired(left, name, other(level));
    case '==':
      return left?.k === 'name' && left.name === name && bitOf(right) === level;
    default:
      return false;
  }
}

const bitOf = (value: Value | undefined): number | null =>
  value?.k === 'num' ? Number(value.value) : value?.k === 'fill' ? value.bit : null;
