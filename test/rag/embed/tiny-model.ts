import { writeFiles } from '../repository.ts';

// A two-operator ONNX model, written field by field (onnx.proto3, IR version 8), so that the tests need no download.

const varint = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...varint(Math.floor(n / 128))]);
const bytesField = (field: number, bytes: Uint8Array | readonly number[]): number[] => [
  ...varint(field * 8 + 2),
  ...varint(bytes.length),
  ...bytes,
];
const text = (field: number, value: string): number[] => bytesField(field, Buffer.from(value, 'utf8'));
const int = (field: number, value: number): number[] => [...varint(field * 8), ...varint(value)];
const message = (...fields: readonly (readonly number[])[]): number[] => fields.flat();

const int64 = 7;
const float = 1;

const valueInfo = (name: string, elementType: number, dims: readonly (number | string)[]): number[] => {
  const shape = dims.flatMap((d) => bytesField(1, typeof d === 'number' ? int(1, d) : text(2, d)));
  return message(text(1, name), bytesField(2, bytesField(1, message(int(1, elementType), bytesField(2, shape)))));
};

const tensor = (name: string, dims: readonly number[], data: Float32Array): number[] =>
  message(...dims.map((d) => int(1, d)), int(2, float), text(8, name), bytesField(9, new Uint8Array(data.buffer)));

const node = (
  type: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: readonly number[] = [],
): number[] => message(...inputs.map((i) => text(1, i)), ...outputs.map((o) => text(2, o)), text(4, type), attributes);

/** `axes: [1]`, `keepdims: 0` of ReduceMean (opset 13). */
const meanOverTokens = message(
  bytesField(5, message(text(1, 'axes'), int(8, 1), int(20, 7))),
  bytesField(5, message(text(1, 'keepdims'), int(3, 0), int(20, 2))),
);

/** A table look-up of token vectors, and with `pooled` their mean as a second operator. */
const onnx = (table: readonly (readonly number[])[], pooled: boolean): Uint8Array => {
  const width = table[0]?.length ?? 0;
  const gather = node('Gather', ['table', 'input_ids'], ['last_hidden_state']);
  const mean = node('ReduceMean', ['last_hidden_state'], ['sentence_embedding'], meanOverTokens);
  const output = pooled
    ? valueInfo('sentence_embedding', float, ['batch', width])
    : valueInfo('last_hidden_state', float, ['batch', 'length', width]);
  const graph = message(
    bytesField(1, gather),
    pooled ? bytesField(1, mean) : [],
    text(2, 'tiny'),
    bytesField(5, tensor('table', [table.length, width], Float32Array.from(table.flat()))),
    bytesField(11, valueInfo('input_ids', int64, ['batch', 'length'])),
    bytesField(12, output),
  );
  return Uint8Array.from(message(int(1, 8), bytesField(7, graph), bytesField(8, message(text(1, ''), int(2, 13)))));
};

const vocabulary = ['[PAD]', '[UNK]', 'queue', 'fifo', 'lamp', 'blink'] as const;
/** Queue and fifo point one way, lamp and blink another. */
const table = [
  [0, 0, 0],
  [0, 0, 1],
  [1, 0.1, 0],
  [1, 0.2, 0],
  [0.1, 1, 0],
  [0, 1, 0],
];

/** Writes a model folder that transformers.js loads: config, tokenizer of six words, ONNX graph. */
export const writeTinyModel = (folder: string, options: { readonly pooled: boolean }): string => {
  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'Whitespace' },
    post_processor: null,
    decoder: null,
    model: { type: 'WordLevel', vocab: Object.fromEntries(vocabulary.map((w, i) => [w, i])), unk_token: '[UNK]' },
  };
  return writeFiles(folder, {
    'config.json': JSON.stringify({ model_type: 'bert', hidden_size: 3 }),
    'tokenizer.json': JSON.stringify(tokenizer),
    'tokenizer_config.json': JSON.stringify({
      tokenizer_class: 'PreTrainedTokenizerFast',
      pad_token: '[PAD]',
      unk_token: '[UNK]',
    }),
    'onnx/model.onnx': onnx(table, options.pooled),
  });
};
