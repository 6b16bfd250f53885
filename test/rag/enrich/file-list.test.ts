import { describe, expect, it } from 'vitest';
import { readFileList } from '../../../src/rag/enrich/file-list.ts';

const check = (name: string, text: string) => {
  const { files, includeFolders, defines, lists, unread } = readFileList(name, text);
  return { files, includeFolders, defines, lists, unread };
};

describe('a file list', () => {
  it('of a simulator', () => {
    const text =
      '// design\n+incdir+inc+more +define+WIDTH=8\nrtl/a.v  rtl/b.sv # why\n-f sub/list.f\n-v lib.v -Iother -DFAST /* c.v\n d.v */ -sverilog\n';
    expect(check('x.f', text)).toEqual({
      files: ['rtl/a.v', 'rtl/b.sv', 'lib.v'],
      includeFolders: ['inc', 'more', 'other'],
      defines: ['WIDTH=8', 'FAST'],
      lists: ['sub/list.f'],
      unread: ['-sverilog'],
    });
  });
  it('of FuseSoC', () => {
    const text =
      'CAPI=2:\nname: a:b:c\nfilesets:\n  rtl:\n    depend:\n      - x:y:z\n    files:\n      - rtl/pkg.sv\n      - rtl/defs.svh : {is_include_file: true}\n      - "rtl/top.sv"\n      - readme.md\n    file_type: systemVerilogSource\n  tb:\n    files: [tb/a.v, tb/b.v]\ntargets:\n  default:\n    filesets: [rtl]\n';
    expect(check('a.core', text)).toMatchObject({
      files: ['rtl/pkg.sv', 'rtl/top.sv', 'tb/a.v', 'tb/b.v'],
      includeFolders: ['rtl'],
    });
  });
  it('of Edalize, as YAML and as JSON', () => {
    const yaml =
      'files:\n- {name: src/a.v, file_type: verilogSource}\n- name: src/b.sv\n  file_type: systemVerilogSource\n- {name: inc/c.vh, is_include_file: true}\nname: x\n';
    expect(check('x.eda.yml', yaml)).toMatchObject({ files: ['src/a.v', 'src/b.sv'], includeFolders: ['inc'] });
    const json = '{"files":[{"name":"src/a.v"},{"name":"inc/c.vh","is_include_file":true},{"name":"x.xdc"},7,null]}';
    expect(check('x.eda.json', json)).toMatchObject({ files: ['src/a.v'], includeFolders: ['inc'] });
  });
  it('that is broken gives what can be read', () => {
    expect(check('x.eda.json', '{"files":').files).toEqual([]);
    expect(check('x.core', '- - -\nfiles:\n  -\n  - : :\n  - a.v:\n').files).toEqual(['a.v']);
    expect(check('x.f', '-f').lists).toEqual(['']);
  });
});
