import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { defaultChunkOptions } from '../../src/rag/chunk/chunks.ts';
import type { Embedder } from '../../src/rag/embed/embedder.ts';
import { hashEmbedder } from '../../src/rag/embed/hash.ts';
import { type BuildOptions, buildIndex, defaultMaxFileBytes } from '../../src/rag/index/build.ts';

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A fresh folder, deleted when the test process ends. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'veriloom-rag-'));
  folders.push(folder);
  return folder;
};

export const writeFiles = (root: string, files: Readonly<Record<string, string | Uint8Array>>): string => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
};

/** A small made-up SoC: a package, macros behind an include, three wrappers over two blocks, a bench. */
export const soc: Readonly<Record<string, string>> = {
  LICENSE: 'Permission is hereby granted, free of charge, to any person',
  'rtl/soc_pkg.sv':
    'package soc_pkg;\n  typedef enum logic [1:0] {IDLE, BUSY} state_t;\n  localparam int Beats = 4;\nendpackage\n',
  'rtl/checks.svh': '`define CHECK(c) assert (c)\n',
  'rtl/beat_queue.sv':
    '// First-in first-out queue of beats.\nmodule beat_queue #(parameter int W = 8) (\n  input clk, input rst_n, input push, input pop, input [W-1:0] wdata, output [W-1:0] rdata, output full, output empty\n);\n  reg [W-1:0] store [0:7];\n  always @(posedge clk) if (push) store[0] <= wdata;\n  assign rdata = store[0];\nendmodule\n',
  'rtl/token_gate.sv':
    '// Lets a request through when there is a token.\nmodule token_gate (input clk, input rst_n, input request, output grant);\n  assign grant = request;\nendmodule\n',
  'rtl/left_port.sv':
    '`include "checks.svh"\n// Left port: queues beats and gates requests.\nmodule left_port import soc_pkg::*; (input clk, input rst_n, input left_push, input [7:0] left_wdata, output [7:0] left_rdata, output left_grant);\n  wire full, empty;\n  state_t state;\n  beat_queue #(.W(8)) u_queue (.clk, .rst_n, .push(left_push), .pop(1\'b1), .wdata(left_wdata), .rdata(left_rdata), .full, .empty);\n  token_gate u_gate (.clk, .rst_n, .request(left_push), .grant(left_grant));\n  `CHECK(!full)\nendmodule\n',
  'rtl/right_port.sv':
    '`include "checks.svh"\n// Right port: queues beats and gates requests.\nmodule right_port import soc_pkg::*; (input clk, input rst_n, input right_push, input [7:0] right_wdata, output [7:0] right_rdata, output right_grant);\n  wire full, empty;\n  state_t state;\n  beat_queue #(.W(8)) u_queue (.clk, .rst_n, .push(right_push), .pop(1\'b1), .wdata(right_wdata), .rdata(right_rdata), .full, .empty);\n  token_gate u_gate (.clk, .rst_n, .request(right_push), .grant(right_grant));\n  `CHECK(!full)\nendmodule\n',
  'rtl/soc_top.sv':
    '// SPDX-License-Identifier: CERN-OHL-S-2.0\nmodule soc_top (input clk, input rst_n);\n  left_port u_left (.clk, .rst_n);\n  right_port u_right (.clk, .rst_n);\nendmodule\n',
  'tb/soc_tb.sv': 'module soc_tb;\n  reg clk, rst_n;\n  soc_top dut (.clk, .rst_n);\n  initial $finish;\nendmodule\n',
  'blink/blinker.v':
    '// Blinks a lamp.\nmodule blinker (input clk, output lamp);\n  reg [23:0] n;\n  always @(posedge clk) n <= n + 1;\n  assign lamp = n[23];\nendmodule\n',
};

export const build = (
  root: string,
  out: string,
  more: Partial<BuildOptions> = {},
  embedder: Embedder = hashEmbedder(),
) =>
  buildIndex({
    root,
    out,
    embedder,
    chunks: defaultChunkOptions,
    maxFileBytes: defaultMaxFileBytes,
    exclude: () => false,
    ...more,
  });
