import { defineDoctor } from './doctor.ts';
import { defineExplain } from './explain.ts';
import { defineGenerate } from './generate.ts';
import type { Define } from './registrar.ts';
import { defineRuns } from './runs.ts';
import { defineVerify } from './verify.ts';

/** Every subcommand, in the order of the help. */
export const definitions: readonly Define[] = [defineGenerate, defineVerify, defineExplain, defineRuns, defineDoctor];
