#!/usr/bin/env bash
# The judging step of action.yml: runs the suite on the designs that changed, writes the reports, sets the outputs.
# Reads SUITE, RTL, ONLY_CHANGED, BASE_REF, FAIL_UNDER, BASELINE, OUTPUT, MORE and VERILOOM_CLI; exits as the check does.
set -euo pipefail

run=(node "$VERILOOM_CLI" bench run suite --dataset "$SUITE" --samples "$RTL" -k 1 --store "$OUTPUT/store" --no-run)
run+=(--fail-under "$FAIL_UNDER")
for form in json html sarif xml md; do run+=(--report "$OUTPUT/report.$form"); done
if [[ -n "${BASELINE:-}" ]]; then run+=(--baseline "$BASELINE" --max-regressions 0); fi
read -r -a more <<< "${MORE:-}"

# Names of the tasks that a change touches: NAME of NAME.v below RTL, of NAME_… below the suite.
changed_tasks() {
  git fetch -q --depth=1 origin "$BASE_REF"
  git diff --name-only FETCH_HEAD -- "$RTL" "$SUITE" | while IFS= read -r file; do
    name=${file##*/}
    case $name in
      sample[0-9]*.v | sample[0-9]*.sv) name=$(basename "$(dirname "$file")") ;;
      *_prompt.txt | *_ref.sv | *_test.sv | *_ifc.txt) name=${name%_*} ;;
      *) name=${name%.*} ;;
    esac
    if [[ -e "$SUITE/${name}_test.sv" ]]; then echo "$name"; fi
  done | sort -u
}

mkdir -p "$OUTPUT"
if [[ "${ONLY_CHANGED:-false}" == true && -n "${BASE_REF:-}" ]]; then
  mapfile -t tasks < <(changed_tasks)
  if [[ ${#tasks[@]} -eq 0 ]]; then
    echo "No task of $SUITE is touched by this change."
    echo "exit-code=0" >> "$GITHUB_OUTPUT"
    exit 0
  fi
  run+=(--only "${tasks[@]}")
fi

code=0
"${run[@]}" "${more[@]}" || code=$?
{
  echo "exit-code=$code"
  echo "sarif=$OUTPUT/report.sarif"
  echo "report=$OUTPUT/report.html"
} >> "$GITHUB_OUTPUT"
if [[ -e "$OUTPUT/report.md" ]]; then cat "$OUTPUT/report.md" >> "$GITHUB_STEP_SUMMARY"; fi
exit "$code"
