import { expect, it } from 'vitest';
import type { Spec } from '../../../src/contracts/spec.ts';
import { hashEmbedder } from '../../../src/rag/embed/hash.ts';
import { openIndex } from '../../../src/rag/index/load.ts';
import { noFilter } from '../../../src/rag/retrieve/filter.ts';
import { search } from '../../../src/rag/retrieve/search.ts';
import { specQuery } from '../../../src/rag/retrieve/spec-query.ts';
import { build, soc, temporaryFolder, writeFiles } from '../repository.ts';

it('a specification finds the design it describes, by its prose and its ports', async () => {
  const out = temporaryFolder();
  await build(writeFiles(temporaryFolder(), soc), out);
  const embedder = hashEmbedder();
  const index = await openIndex(out, embedder);
  const span = { start: 0, end: 0, line: 1, lastLine: 1 };
  const port = (name: string, description: string) =>
    ({ name, description, direction: 'input', width: 1, signed: false, range: null, span }) as const;
  const spec: Spec = {
    id: 'x',
    top: 'gate',
    params: [],
    ports: [port('request', 'asks'), port('grant', 'lets through')],
    body: [],
    interfaceSpans: [],
    assumptions: [],
    text: 'A request passes while a token is left.',
    source: { format: 'text', path: 'x.md', sha256: '' },
  };
  expect(specQuery(spec)).toMatchObject({
    form: 'text',
    path: null,
    text: expect.stringContaining('grant lets through'),
  });
  const { hits } = await search(index, embedder, specQuery(spec), { limit: 3, filter: noFilter });
  expect(hits[0]?.path).toBe('rtl/token_gate.sv');
});
