import type { RegisterField } from '../../contracts/spec-parts.ts';
import { readAccess } from './register-cells.ts';

/** Properties of a register or field by name, short forms as the property they stand for. */
export type Props = ReadonlyMap<string, string>;

/** Properties of addressing and order of bits and bytes: the value that the standard takes where none is stated. */
export const FIXED: ReadonlyMap<string, string> = new Map([
  ['addressing', 'regalign'],
  ['littleendian', 'true'],
  ['bigendian', 'false'],
  ['lsb0', 'true'],
  ['msb0', 'false'],
]);

/** Short forms and the property that each is a value of: `woclr` is `onwrite = woclr`. */
export const EFFECTS: ReadonlyMap<string, string> = new Map([
  ['woclr', 'onwrite'],
  ['woset', 'onwrite'],
  ['rclr', 'onread'],
]);

/** Properties of the supported subset. */
export const PROPERTIES = new Set([
  'name',
  'desc',
  'sw',
  'hw',
  'onwrite',
  'onread',
  'woclr',
  'woset',
  'rclr',
  'regwidth',
  'accesswidth',
  'reset',
  'fieldwidth',
  'addressing',
  'littleendian',
  'bigendian',
  'lsb0',
  'msb0',
]);

/** The access that `sw` and one effect of it make; null where there are two, or `sw` does not go with it. */
export function accessOf(props: Props): RegisterField['access'] | null {
  const plain = readAccess(props.get('sw') ?? 'rw');
  const [write, read] = [props.get('onwrite'), props.get('onread')];
  if (write === undefined && read === undefined) return plain;
  if (write !== undefined && read !== undefined) return null;
  if (read !== undefined) return read === 'rclr' && plain === 'ro' ? 'rc' : null;
  if (plain !== 'rw') return null;
  if (write === 'woclr') return 'w1c';
  return write === 'woset' ? 'w1s' : null;
}
