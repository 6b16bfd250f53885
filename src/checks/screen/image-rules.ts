import type { Diagnostic } from '../../contracts/source.ts';
import type { IcarusImage } from '../../tools/iverilog/index.ts';
import { allowsSystemName, type ScreenRules } from './profile.ts';

/** Judges the elaborated design: what remains after every macro, generate and name is resolved. */
export const screenImage = (
  image: IcarusImage,
  { rules, top }: { readonly rules: ScreenRules; readonly top: string },
): readonly Diagnostic[] => [
  ...[...image.systemCalls]
    .filter((name) => !allowsSystemName(rules, name))
    .map((name) => refusal('SCREEN-SYSTEM', `elaborated design calls ${name}`)),
  ...(image.forces ? [refusal('SCREEN-WORD', 'elaborated design forces a net')] : []),
  ...drivenInputs(image, top).map((name) =>
    refusal(
      'SCREEN-INPUT-DRIVEN',
      `input ${name} is driven inside the design; through the port this would change what the testbench sees`,
    ),
  ),
];

/**
 * Inputs with a driver while nothing outside drives them. Icarus 11 accepts such a design without a word and joins
 * the nets on both sides of the port, so that the reference would be fed by the design under test.
 */
const drivenInputs = (image: IcarusImage, top: string): readonly string[] => {
  const root = image.scopes.find((scope) => scope.parent === null && scope.kind === 'module' && scope.type === top);
  const inputs = new Set(root?.ports.filter((port) => port.direction === 'input').map((port) => port.name));
  return (root?.nets ?? []).filter((net) => inputs.has(net.name) && (net.drivers ?? 0) > 0).map((net) => net.name);
};

/** Refusals among the errors of a compilation: a dotted name that resolves to nothing in the design itself. */
export const screenErrors = (errors: readonly Diagnostic[]): readonly Diagnostic[] =>
  errors
    .filter((item) => item.code === 'IVL-UNBOUND' && /[`' ][^\s`']*[A-Za-z0-9_\]]\.[A-Za-z_\\]/.test(item.message))
    .map((item) => ({ ...item, code: 'SCREEN-HIERARCHY', reportedBy: 'screen' }));

const refusal = (code: string, message: string): Diagnostic => ({
  severity: 'error',
  code,
  message,
  range: null,
  reportedBy: 'screen',
});
