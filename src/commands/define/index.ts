import { defineBench } from './bench.ts';
import { defineDoctor } from './doctor.ts';
import { defineExplain } from './explain.ts';
import { defineGenerate } from './generate.ts';
import { defineComplete, defineRepair } from './model.ts';
import type { Define } from './registrar.ts';
import { defineContext, defineIndex, defineSearch } from './retrieval.ts';
import { defineRuns } from './runs.ts';
import { defineSelect } from './select.ts';
import { defineAudit, defineMutate, defineTestbench } from './testbench.ts';
import { defineVerify } from './verify.ts';

/** Every subcommand, in the order of the help. */
export const definitions: readonly Define[] = [
  defineGenerate,
  defineVerify,
  defineSelect,
  defineRepair,
  defineExplain,
  defineTestbench,
  defineMutate,
  defineAudit,
  defineIndex,
  defineSearch,
  defineContext,
  defineComplete,
  defineBench,
  defineRuns,
  defineDoctor,
];
