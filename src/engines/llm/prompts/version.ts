/** Changes with every change to a prompt: answers to older prompts are then not reused. */
export const PROMPT_VERSION = '6';
