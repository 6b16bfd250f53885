/** Style of the benchmark page: light and dark by the reader's setting, one column below 720 px. */
export const BENCH_STYLE = `
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1c2330; --soft: #5b6577; --line: #d9dee7; --panel: #f5f7fa; --link: #1f5fbf;
  --pass: #1a7f4b; --fail: #b3261e; --odd: #96610a; --none: #6b7280; --code: #f0f2f6; --err: #fdecea; --warn: #fff4dc; }
@media (prefers-color-scheme: dark) { :root { --paper: #12161d; --ink: #e4e8ef; --soft: #9aa5b6; --line: #2c3442; --panel: #1a202a; --link: #7fb0ff;
  --pass: #5cc98f; --fail: #ff8a80; --odd: #f0b860; --none: #8b95a5; --code: #1d2430; --err: #3a2021; --warn: #352c17; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1200px; margin: 0 auto; padding: 1.2rem 1rem 4rem; }
h1 { font-size: 1.5rem; margin: 0 0 .2rem; } h2 { font-size: 1.1rem; margin: 1.8rem 0 .5rem; } h3 { font-size: .95rem; margin: 1rem 0 .3rem; }
.sub { color: var(--soft); margin: 0 0 1rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: .7rem; }
.tile { border: 1px solid var(--line); border-radius: 8px; padding: .6rem .8rem; background: var(--panel); }
.tile b { display: block; font-size: 1.35rem; font-variant-numeric: tabular-nums; } .tile span { color: var(--soft); font-size: .82rem; }
.wide { overflow-x: auto; } .wide td { white-space: nowrap; } .wide table { width: auto; min-width: 50%; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 600; font-size: .82rem; white-space: nowrap; }
th button { all: unset; cursor: pointer; } th button:focus-visible, tr.task:focus-visible, .chip:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
th[aria-sort=ascending] button::after { content: " ▲"; } th[aria-sort=descending] button::after { content: " ▼"; }
td.number { text-align: right; }
tr.task { cursor: pointer; } tr.task:hover, tr.task[aria-expanded=true] { background: var(--panel); }
.letters { font-family: ui-monospace, monospace; letter-spacing: .08em; word-break: break-all; }
.flag { color: var(--odd); font-size: .85rem; }
.bar { display: flex; flex-wrap: wrap; gap: .6rem; margin: .6rem 0; align-items: center; }
.bar input, .bar select { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: .35rem .6rem; max-width: 100%; }
.bar input { flex: 1 1 220px; }
.count { color: var(--soft); }
.detail > td { padding: .2rem .6rem 1.4rem; background: var(--panel); }
.columns { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); gap: 1.2rem; }
pre { margin: 0; padding: .6rem .7rem; background: var(--code); border: 1px solid var(--line); border-radius: 6px; overflow: auto; max-height: 30rem; font: 12.5px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.code { padding: .4rem 0; } .code div { padding: 0 .7rem 0 3.4rem; text-indent: -3rem; min-height: 1.45em; }
.code i { display: inline-block; width: 2.4rem; margin-right: .6rem; text-indent: 0; color: var(--soft); font-style: normal; text-align: right; user-select: none; }
.code .error { background: var(--err); } .code .warning, .code .note { background: var(--warn); }
.code p { margin: 0; padding: .1rem .7rem .1rem 3.4rem; color: var(--fail); font-family: system-ui, sans-serif; } .code p.warning, .code p.note { color: var(--odd); }
.chips { display: flex; flex-wrap: wrap; gap: .25rem; margin: .3rem 0 .6rem; }
.chip { min-width: 2.2rem; padding: .15rem .4rem; border: 1px solid currentColor; border-radius: 5px; background: none; font: 12px ui-monospace, monospace; cursor: pointer; }
.chip[aria-pressed=true] { background: currentColor; } .chip[aria-pressed=true] span { color: var(--paper); }
.pass { color: var(--pass); } .fail, .timeout { color: var(--fail); } .unknown, .error-outcome { color: var(--odd); } .unscorable, .not-attempted { color: var(--none); }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem .8rem; margin: .4rem 0 .8rem; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.wave { background: #fff; border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; padding: .4rem; } .wave img { display: block; max-width: none; }
@media (max-width: 720px) {
  .columns { grid-template-columns: minmax(0, 1fr); }
  table.tasks thead { display: none; } table.tasks, table.tasks tbody { display: block; }
  table.tasks tr.task { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); border-bottom: 1px solid var(--line); padding: .4rem 0; }
  table.tasks tr.task td { border: 0; padding: .1rem .4rem; text-align: left; } table.tasks tr.task td:first-child { grid-column: 1 / -1; font-weight: 600; overflow-wrap: anywhere; }
  table.tasks tr.task td[data-name]::before { content: attr(data-name) " "; color: var(--soft); font-size: .8rem; } table.tasks tr.task td.letters, table.tasks tr.task td.flag { grid-column: 1 / -1; }
  table.tasks tr.detail, table.tasks tr.detail > td { display: block; } table.tasks tr[hidden] { display: none !important; }
}
`;
