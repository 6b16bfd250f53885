import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../src/bench/samples/fingerprint.ts';
import { decodeReply, type ReplyDemand } from '../../src/verilog/decode-reply.ts';

const MODULE: ReplyDemand = {
  module: 'TopModule',
  header: 'module TopModule (\n  input a,\n  output y\n);',
  form: 'module',
};
const body = '  assign y = ~a;';
const whole = `module TopModule (\n  input a,\n  output y\n);\n${body}\nendmodule\n`;

const check = (reply: string, notes: readonly string[], source: string | null = whole): void => {
  const decoded = decodeReply(reply, MODULE);
  expect(decoded.notes).toEqual(notes);
  expect(decoded.source?.replace(/\s+/g, ' ').trim() ?? null).toBe(source?.replace(/\s+/g, ' ').trim() ?? null);
};

describe('a reply', () => {
  it('that is a module stays as it is', () => check(whole, []));
  it('loses its fence', () => check(`\`\`\`verilog\n${whole}\`\`\`\n`, ['fenced']));
  it('loses prose before and after a fence', () =>
    check(`Sure!\n\n\`\`\`systemverilog\n${whole}\`\`\`\nThis inverts the input.`, ['fenced']));
  it('loses prose around unfenced code', () =>
    check(`Here is the module you asked for:\n${whole}\nIt inverts a.`, ['prose-dropped']));
  it('with a fence that never closes is read to its end', () =>
    check(`\`\`\`verilog\n${whole}`, ['fenced', 'open-fence']));
  it('gets the header that the task gave', () => check(`${body}\nendmodule\n`, ['header-added']));
  it('gets its endmodule', () => check(whole.replace('endmodule\n', ''), ['endmodule-added']));
  it('that is only a body gets both', () =>
    check(`\`\`\`\n${body}\n\`\`\``, ['fenced', 'header-added', 'endmodule-added']));
  it('with the module twice keeps the last', () => check(whole.replace('~a', 'a') + whole, ['duplicate-dropped']));
  it('under another name is renamed', () => check(whole.replace('TopModule', 'inverter'), ['renamed:inverter']));
  it('of several modules renames the one that nothing instantiates', () => {
    const helper = 'module inv (input i, output o);\n  assign o = ~i;\nendmodule\n';
    const top = 'module outer (\n  input a,\n  output y\n);\n  inv u1 (.i(a), .o(y));\nendmodule\n';
    check(top + helper, ['renamed:outer'], top.replace('outer', 'TopModule') + helper);
    check(helper + top, ['renamed:outer'], helper + top.replace('outer', 'TopModule'));
  });
  it('keeps a net that shares the old name of the module', () => {
    const text = 'module flag (\n  input a,\n  output y\n);\n  wire w = a;\n  assign y = w;\nendmodule : flag\n';
    check(text, ['renamed:flag'], text.replaceAll('flag', 'TopModule'));
  });
  it('takes the blocks that hold modules, not the example of a test', () =>
    check(`\`\`\`verilog\n${whole}\`\`\`\nRun it:\n\`\`\`bash\niverilog top.v\n\`\`\`\n`, ['fenced']));
  it('without code is not attempted', () => check('', ['no-code'], null));
  it('with Windows line ends is the same', () => check(whole.replace(/\n/g, '\r\n'), []));
  it('keeps comments and directives before the module', () =>
    check(`// inverter\n\`timescale 1ns/1ps\n${whole}`, [], `// inverter\n\`timescale 1ns/1ps\n${whole}`));
  it('that repeats the fence words inside a comment is not cut', () =>
    check(whole.replace(body, `${body} // module endmodule`), [], whole.replace(body, `${body} // module endmodule`)));
});

describe('a next-line reply', () => {
  it('is its first line', () => {
    expect(decodeReply('assign y = a;\nassign z = b;', { module: '', header: null, form: 'line' }).source).toBe(
      'assign y = a;',
    );
  });
});

describe('decoding', () => {
  it('is linear in hostile replies', () => {
    const started = performance.now();
    for (const reply of [
      '```\n'.repeat(200_000),
      'module a;\n'.repeat(20_000),
      '/*'.repeat(500_000),
      ' '.repeat(2_000_000),
      'x (('.repeat(300_000),
    ]) {
      decodeReply(reply, MODULE);
    }
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});

describe('a fingerprint', () => {
  it('ignores comments and white space and nothing else', () => {
    expect(fingerprintOf(whole)).toBe(fingerprintOf(whole.replace('~a', '~ a /* not */')));
    expect(fingerprintOf(whole)).not.toBe(fingerprintOf(whole.replace('~a', 'a')));
    expect(fingerprintOf('a b')).not.toBe(fingerprintOf('ab'));
  });
  it('is the exact text where line ends mean something', () => {
    expect(fingerprintOf('`define A 1\nmodule t; endmodule')).not.toBe(
      fingerprintOf('`define A 1 module t;\nendmodule'),
    );
  });
});
