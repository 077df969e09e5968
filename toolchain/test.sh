#!/usr/bin/env bash
# Runs every test and ends with a line "N passed, N failed". Exits with 1 when anything failed.
#   --full    the whole program suite on Surfpool too, not only its scenarios, hostile cases, licences and the hot path
#   --quick   leaves out the runs against Surfpool, arlocal, mlcroissant, Spark and @huggingface/transformers and the fuzzer's tests,
#             whose first builds and installations take long
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
logs=$(mktemp -d); trap 'rm -rf "$logs"' EXIT
passed=0 failed=0

# run NAME PATTERN_PASSED PATTERN_FAILED COMMAND...  counts numbers in front of the two words
run() {
  local name=$1 log=$logs/$1; shift
  echo "== $name"
  "$@" >"$log" 2>&1; local code=$?
  local good bad
  if [[ $name == rust* ]]; then
    good=$(grep -oE '[0-9]+ passed' "$log" | awk '{s+=$1} END {print s+0}')
    bad=$(grep -oE '[0-9]+ failed' "$log" | awk '{s+=$1} END {print s+0}')
  else
    good=$(grep -oE '^ *[0-9]+ passing' "$log" | awk '{s+=$1} END {print s+0}')
    bad=$(grep -oE '^ *[0-9]+ failing' "$log" | awk '{s+=$1} END {print s+0}')
  fi
  # A command that died without counting its failure has failed once.
  if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  if [ "$bad" -ne 0 ]; then tail -n 150 "$log"; else tail -n 3 "$log"; fi
  passed=$((passed + good)) failed=$((failed + bad))
}

toolchain/prepare.sh || { echo "0 passed, 1 failed"; exit 1; }
surfpool=no
if [ "${1:-}" != --quick ]; then
  echo "== building Surfpool (about fifteen minutes the first time)"
  if localnet/surfpool/setup.sh >"$logs/surfpool-setup" 2>&1; then surfpool=yes; else
    tail -n 20 "$logs/surfpool-setup"; failed=$((failed + 1))
  fi
fi

# The IDL tool builds the program for the host with another feature set; it has no tests of its own.
run rust cargo test --locked --workspace --exclude tagger-idl
# The fuzzer's checks, what it found before, and a corpus; its first build takes minutes.
if [ "${1:-}" != --quick ] && bench/fuzz/run.sh --check; then
  run rust-fuzz env -C bench/fuzz CARGO_TARGET_DIR="${TAGGER_FUZZ_TARGET:-$CARGO_TARGET_DIR/fuzz}" cargo test --release --locked
fi
run types npx tsc -p tsconfig.json
run client npx mocha 'client/test/**/*.test.ts'
# Uploads and reads against an Arweave node by others, manifests against Croissant's reference library; installing both takes
# minutes the first time.
if [ "${1:-}" != --quick ]; then run conformance client/conformance/run.sh; fi
run analytics npx mocha 'analytics/test/**/*.test.ts'
if [ "${1:-}" != --quick ]; then run spark analytics/conformance/run.sh; fi
# The models in worker threads and, where Debian's Chromium is, in a browser.
toolchain/chromium.sh --check >/dev/null || echo "NOTICE no Chromium (toolchain/chromium.sh installs it): its tests of predictors are skipped"
run predictors npx mocha 'predictors/test/**/*.test.ts'
# The adapter of @huggingface/transformers against the library; installing it takes a minute and 800 MB the first time.
if [ "${1:-}" != --quick ]; then run transformers predictors/conformance/run.sh; fi
run cli npx mocha 'cli/test/**/*.test.ts'
run bots npx mocha 'bots/test/**/*.test.ts'
run migrations npx mocha 'migrations/test/**/*.test.ts'
run localnet npx mocha 'localnet/test/**/*.test.ts'
# The program that tests of titles and licences load; they are left out where nothing builds it.
if ls "${SBF_HOME:-$HOME/.cache/sbf-toolchain}"/ready-* >/dev/null 2>&1; then
  echo "== building the NFT harness"
  toolchain/harness.sh >"$logs/harness" 2>&1 || { tail -n 20 "$logs/harness"; failed=$((failed + 1)); }
else
  echo "NOTICE no compiler for the chain (toolchain/setup.sh): tests/nft is skipped"
fi
run program npx mocha --require tests/hooks.ts 'tests/**/*.test.ts'
# Every test can run on Surfpool and does before a release; each needs a chain of a process of its own there, which is slow.
on_surfpool=('tests/scenarios/**/*.test.ts' 'tests/security/**/*.test.ts' 'tests/nft/**/*.test.ts' 'tests/instructions/hot/*.test.ts')
if [ "${1:-}" = --full ]; then on_surfpool=('tests/**/*.test.ts'); fi
if [ $surfpool = yes ]; then
  run surfpool env TAGGER_CHAIN=surfpool npx mocha --require tests/hooks.ts "${on_surfpool[@]}"
  run surfpool-bots env TAGGER_CHAIN=surfpool npx mocha bots/test/silence.test.ts bots/test/keeper.test.ts bots/test/annotator.test.ts
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
