#!/usr/bin/env bash
# Breaks the program in each of the ways described here, builds it, and measures how long the fuzzer takes to notice.
# Usage: bench/fuzz/mutants/run.sh [NAME...]    Prints one line a mutant; builds of about half a minute each.
#   ACTIONS_EACH  most actions of a run (600,000)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
target=${TAGGER_FUZZ_TARGET:-${CARGO_TARGET_DIR:-$root/target}/fuzz}
source=$target/mutants/source
fuzz=$target/mutants/tagger-fuzz
rm -rf "$source"
mkdir -p "$source"
# A copy: a build of the fuzzer meanwhile must not change what is measured.
"$root/bench/fuzz/run.sh" --check
(cd "$here/.." && CARGO_TARGET_DIR=$target cargo build --quiet --release --locked)
cp "$target/release/tagger-fuzz" "$fuzz"
tar -C "$root" -cf - Cargo.toml Cargo.lock programs crates toolchain | tar -C "$source" -xf -

names=("$@")
[ ${#names[@]} -gt 0 ] || mapfile -t names < <(cd "$here" && ls ./*.patch | sed 's/^..//; s/\.patch$//')
for name in "${names[@]}"; do
  patch -d "$source" -p1 -s <"$here/$name.patch"
  so=$target/mutants/$name.so
  (cd "$source" && CARGO_TARGET_DIR=$target/mutants toolchain/build.sh tagger "$so") >"$target/mutants/$name.log" 2>&1 ||
    { tail -n 20 "$target/mutants/$name.log"; exit 1; }
  patch -d "$source" -p1 -s -R <"$here/$name.patch"
  for corpus in "--corpus $here/../corpus.txt" --no-corpus; do
    # shellcheck disable=SC2086 # two words
    said=$("$fuzz" --seconds 3600 --actions "${ACTIONS_EACH:-600000}" --first --program "$so" --findings "$target/mutants/$name" $corpus | grep '^FOUND' || true)
    printf '%-20s %-12s %s\n' "$name" "${corpus%% *}" "${said:-not found}"
  done
done
