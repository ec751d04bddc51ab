#!/usr/bin/env bash
# verify-all.sh: builds the starter plans and the test plans in four zones and has every feed of them read by seven
# independent calendar parsers, which must agree (verify-feed.sh). Wants the program built. The last line reads
# `N passed, N failed`. VERIFY_INSTALL=1 installs the parsers that are missing.
set -uo pipefail
cd "$(dirname "$0")/../.."
out=$(mktemp -d); trap 'rm -rf "$out"' EXIT
passed=0 failed=0

verify() { # verify FILE LEAST: the feed must hold at least so many occurrences
  local log="$out/log"
  if bash tests/feeds/verify-feed.sh --no-http --min 7 --from 2026-01-01T00:00:00Z --to 2028-01-01T00:00:00Z --min-occ "$2" "$1" > "$log" 2>&1; then
    passed=$((passed + 1)); echo "ok      ${1#"$out"/} ($(sed -n 's/ distinct.*//p' "$log") occurrences)"
  else
    failed=$((failed + 1)); echo "FAILED  ${1#"$out"/}"; cat "$log"
  fi
}

# The least a feed must hold: the parsers agree easily about nothing. A feed that is empty by its nature wants none.
least() {
  if ! grep -q '^BEGIN:V\(EVENT\|TODO\)' "$1"; then echo 0; else case "${1##*/}" in calendar.ics) echo 100;; *) echo 1;; esac; fi
}

for plan in templates/plans/coaching-author.yaml templates/plans/minimal.yaml tests/feeds/plans/*.yaml; do
  name=$(basename "$plan" .yaml)
  if ! dotnet run --no-build --project src/ContentPlanner.Server -- build "$plan" --out "$out/$name" --now 2026-11-23T09:00:00Z > "$out/build" 2>&1; then
    failed=$((failed + 1)); echo "FAILED  build of $plan"; cat "$out/build"; continue
  fi
  if [ "$name" = minimal ]; then verify "$out/$name/calendar.ics" 20; else verify "$out/$name/calendar.ics" 250; fi
  for feed in "$out/$name"/feeds/*.ics; do verify "$feed" "$(least "$feed")"; done
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
