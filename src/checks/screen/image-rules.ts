import type { Diagnostic } from '../../contracts/source.ts';
import type { IcarusImage, ImagePort, ImageScope } from '../../tools/iverilog/index.ts';
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
  ...foreignNets(image, top).map((name) =>
    refusal('SCREEN-PORT', `input ${name} is not the net of its name inside the design`),
  ),
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
  const root = rootOf(image, top);
  const inputs = new Set(inputsOf(root).map((port) => port.name));
  return (root?.nets ?? []).filter((net) => inputs.has(net.name) && (net.drivers ?? 0) > 0).map((net) => net.name);
};

/** Inputs behind which another net stands than the one whose drivers were counted. */
const foreignNets = (image: IcarusImage, top: string): readonly string[] => {
  const root = rootOf(image, top);
  const widths = new Map(root?.nets.map((net) => [net.name, Math.abs(net.msb - net.lsb) + 1]));
  return inputsOf(root)
    .filter((port) => widths.get(port.name) !== port.width)
    .map((port) => port.name);
};

const rootOf = (image: IcarusImage, top: string): ImageScope | undefined =>
  image.scopes.find((scope) => scope.parent === null && scope.kind === 'module' && scope.type === top);

const inputsOf = (root: ImageScope | undefined): readonly ImagePort[] =>
  root?.ports.filter((port) => port.direction === 'input') ?? [];

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
