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

count() { grep -oE "$1" "$2" | awk '{s+=$1} END {print s+0}'; }
# run NAME COMMAND...  what cargo counts where the name begins with rust, else what mocha counts
run() {
  local name=$1 log=$logs/$1 began=$SECONDS; shift
  "$@" >"$log" 2>&1; local code=$?
  local good bad
  if [[ $name == rust* ]]; then
    good=$(count '[0-9]+ passed' "$log") bad=$(count '[0-9]+ failed' "$log")
  else
    good=$(count '^ *[0-9]+ passing' "$log") bad=$(count '^ *[0-9]+ failing' "$log")
  fi
  # A command that died without counting its failure has failed once.
  if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  echo "$good $bad" >"$logs/$name.count"
  # In one piece: two of these run at a time.
  { echo "== $name ($((SECONDS - began)) s)"; if [ "$bad" -ne 0 ]; then tail -n 150 "$log"; else tail -n 3 "$log"; fi; } >"$logs/$name.said"
  cat "$logs/$name.said"
}
full=no quick=no
case ${1:-} in --full) full=yes ;; --quick) quick=yes ;; esac

toolchain/prepare.sh || { echo "0 passed, 1 failed"; exit 1; }
surfpool=no
if [ $quick = no ]; then
  echo "== building Surfpool (about fifteen minutes the first time)"
  if localnet/surfpool/setup.sh >"$logs/surfpool-setup" 2>&1; then surfpool=yes; else
    tail -n 20 "$logs/surfpool-setup"; failed=$((failed + 1))
  fi
fi

# The program that tests of titles and licences load; they are left out where nothing builds it.
if ls "${SBF_HOME:-$HOME/.cache/sbf-toolchain}"/ready-* >/dev/null 2>&1; then
  echo "== building the NFT harness"
  toolchain/harness.sh >"$logs/harness" 2>&1 || { tail -n 20 "$logs/harness"; failed=$((failed + 1)); }
else
  echo "NOTICE no compiler for the chain (toolchain/setup.sh): tests/nft is skipped"
fi
toolchain/postgres.sh || echo "NOTICE PostgreSQL could not be installed: the indexer's tests against it are skipped"
chromium=yes
toolchain/chromium.sh --check >/dev/null || {
  chromium=no
  echo "NOTICE no Chromium (toolchain/chromium.sh installs it): its tests of predictors and of the web app are skipped"
}

# The IDL tool builds the program for the host with another feature set; it has no tests of its own.
run rust cargo test --locked --workspace --exclude tagger-idl
# The fuzzer's checks, what it found before, and a corpus; its first build takes minutes.
if [ $quick = no ] && bench/fuzz/run.sh --check; then
  run rust-fuzz env -C bench/fuzz CARGO_TARGET_DIR="${TAGGER_FUZZ_TARGET:-$CARGO_TARGET_DIR/fuzz}" cargo test --release --locked
fi
run types npx tsc -p tsconfig.json
run pages npm run --silent check -w app

# Everything else waits for processes and clocks as much as it computes: two lanes side by side.
offchain() {
  run client npx mocha 'client/test/**/*.test.ts'
  run migrations npx mocha 'migrations/test/**/*.test.ts'
  run localnet npx mocha 'localnet/test/**/*.test.ts'
  run cli npx mocha 'cli/test/**/*.test.ts'
  run indexer npx mocha 'indexer/test/**/*.test.ts'
  run analytics npx mocha 'analytics/test/**/*.test.ts'
  # The models in worker threads and, where Debian's Chromium is, in a browser.
  run predictors npx mocha 'predictors/test/**/*.test.ts'
  # The built pages, in Chromium.
  if [ $chromium = yes ]; then run app bash -c "toolchain/pages.sh && npx mocha 'app/test/**/*.test.ts'"; fi
  if [ $quick = yes ]; then return; fi
  # Against what others wrote: arlocal and mlcroissant, Spark, @huggingface/transformers. Installing them takes minutes the first time.
  run conformance client/conformance/run.sh
  run spark analytics/conformance/run.sh
  run transformers predictors/conformance/run.sh
}
onchain() {
  run program npx mocha --require tests/hooks.ts 'tests/**/*.test.ts'
  run bots npx mocha 'bots/test/**/*.test.ts'
  if [ $surfpool = no ]; then return; fi
  # Every test can run on Surfpool and does before a release; each needs a chain of a process of its own there, which is slow.
  local there=('tests/scenarios/**/*.test.ts' 'tests/security/**/*.test.ts' 'tests/nft/**/*.test.ts' 'tests/instructions/hot/*.test.ts')
  if [ $full = yes ]; then there=('tests/**/*.test.ts'); fi
  run surfpool env TAGGER_CHAIN=surfpool npx mocha --require tests/hooks.ts "${there[@]}"
  run surfpool-bots env TAGGER_CHAIN=surfpool npx mocha bots/test/{silence,keeper,annotator}.test.ts
}
offchain & onchain & wait
read -r good bad < <(cat "$logs"/*.count | awk '{g+=$1; b+=$2} END {print g+0, b+0}')
passed=$((passed + good)) failed=$((failed + bad))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
