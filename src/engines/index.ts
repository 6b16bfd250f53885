import type { Engine } from '../contracts/engine.ts';
import { ruleEngine } from './rule/index.ts';

/** The engines that need nothing but the spec. Engines around a language model are wired by the commands. */
export const ENGINES = { rule: ruleEngine } as const satisfies Readonly<Record<string, Engine>>;

/** Ids of the built-in engines. */
export type KnownEngine = keyof typeof ENGINES;
