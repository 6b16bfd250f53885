import type { SpecParam, SpecPort } from '../../contracts/spec.ts';
import type { Line } from '../text.ts';

/** Where an interface was read from. */
export type InterfaceSource = 'header' | 'bullets' | 'sections' | 'table' | 'declared' | 'prose';

/** What one reader found of the interface; `lines` are the lines it used up. */
export interface FoundInterface {
  readonly source: InterfaceSource;
  /** Module name where this place states one. */
  readonly top: string | null;
  readonly params: readonly SpecParam[];
  readonly ports: readonly FoundPort[];
  readonly lines: readonly Line[];
}

/** A port and whether its width stands in the text or is the default of one bit. */
export interface FoundPort extends SpecPort {
  readonly widthStated: boolean;
}
