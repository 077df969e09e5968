#!/usr/bin/env bash
# Builds the fuzzer and runs it with the arguments given; see README.md.
# Usage: bench/fuzz/run.sh [--seconds N] [--seed N] ... | --check
#   --check   only says whether this machine's Rust can build it (exit code 3 when not)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
export CARGO_TARGET_DIR=${TAGGER_FUZZ_TARGET:-${CARGO_TARGET_DIR:-$root/target}/fuzz}

least=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$here/Cargo.toml")
have=$(cd "$here" && rustc --version | cut -d' ' -f2)
if [ "$(printf '%s\n' "$least" "${have%%-*}" | sort -V | head -n 1)" != "$least" ]; then
  echo "NOTICE the fuzzer needs Rust $least or newer, this is $have: not run" >&2
  exit 3
fi
[ "${1:-}" = --check ] && exit 0
"$root/toolchain/programs.sh"
# From its own folder: the lock there is its own.
(cd "$here" && cargo build --quiet --release --locked)
exec "$CARGO_TARGET_DIR/release/tagger-fuzz" "$@"
