import type { BenchRunDocument, BenchSampleRow } from '../contracts/bench.ts';
import type { Diagnostic } from '../contracts/source.ts';

/** A SARIF 2.1.0 log (OASIS 2020): every compiler message on a candidate, and each failed sample as a result. */
export function benchSarif(document: BenchRunDocument): string {
  const results = document.samples.flatMap((row) =>
    resultsOf(row, document.candidates[row.source ?? '']?.diagnostics ?? []),
  );
  const rules = [...new Set(results.map(({ ruleId }) => ruleId))].sort().map((id) => ({ id }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'veriloom', version: document.manifest.version, rules } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

interface SarifResult {
  readonly ruleId: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly message: { readonly text: string };
  readonly locations: readonly unknown[];
}

const FAILED = new Set(['fail', 'timeout', 'unknown']);

function resultsOf(row: BenchSampleRow, diagnostics: readonly Diagnostic[]): readonly SarifResult[] {
  const uri = fileOf(row);
  const said = diagnostics.map(
    ({ code, severity, message, range }): SarifResult => ({
      ruleId: code,
      level: severity,
      message: { text: message },
      locations: [placeOf(uri, range?.line ?? 1)],
    }),
  );
  if (!FAILED.has(row.own.outcome)) return said;
  return [
    ...said,
    {
      ruleId: `bench/${row.own.reason}`,
      level: 'error',
      message: { text: row.own.summary },
      locations: [placeOf(uri, 1)],
    },
  ];
}

/** Path of the sample's file, or where it would lie in a tree of samples; percent-encoded as a URI asks. */
const fileOf = ({ task, sample, file }: BenchSampleRow): string =>
  (file ?? `${task}/sample${String(sample).padStart(2, '0')}.sv`).split('/').map(encodeURIComponent).join('/');

const placeOf = (uri: string, startLine: number): unknown => ({
  physicalLocation: { artifactLocation: { uri }, region: { startLine } },
});
