import type { Command } from 'commander';

/** Flags of every command that asks a model. */
export const withModelFlags = (command: Command): Command =>
  command
    .option('--model <id>', 'model to ask')
    .option('--base-url <url>', 'OpenAI-compatible endpoint of the model')
    .option('--max-requests <n>', 'stop after so many model requests')
    .option('--max-tokens <n>', 'stop after so many model tokens')
    .option('--max-usd <amount>', 'stop before the model costs more than this; needs --price')
    .option('--price <in,out>', 'US dollars for a million prompt and completion tokens')
    .option('--timeout-s <seconds>', 'time for one model request', '300')
    .option('--cache <dir>', 'where answers are kept (default .veriloom/answers); none keeps none')
    .option('--replay', 'use recorded answers only; one that is missing is an error');
