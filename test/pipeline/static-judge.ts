import { screenDesign } from '../../src/checks/screen/index.ts';
import type { Verdict } from '../../src/contracts/verdict.ts';
import { realEnvironment } from '../tools/real-tools.ts';

/** Screen and compile verdicts of one text whose top is `blinker`. */
export async function staticJudge(): Promise<(text: string) => Promise<readonly Verdict[]>> {
  const environment = await realEnvironment();
  return async (text) => {
    const design = { top: 'blinker', files: [{ path: 'blinker.v', text }] };
    const { screen, compile } = await screenDesign(environment, { design, profile: 'candidate' });
    return [screen, compile];
  };
}
