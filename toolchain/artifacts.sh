#!/usr/bin/env bash
# Usage: artifacts.sh build|check
#   build  rebuilds programs/tagger/artifacts: the program, its IDL, their hashes, the hash of the sources and the
#          fingerprint of the compilers
#   check  rebuilds elsewhere and compares; bytes of the program are compared only when the compilers are the same,
#          otherwise a notice is printed and the fresh build is left in target/deploy for the tests
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
SBF_HOME=${SBF_HOME:-$HOME/.cache/sbf-toolchain}
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
out=programs/tagger/artifacts
fresh=$PWD/target/deploy
mkdir -p "$fresh" "$out"

fingerprint() { { /usr/bin/rustc -Vv; "$SBF_HOME/run/sbpf-linker" -V; } | grep -vE '^(host|binary)'; }
# Everything the program's bytes and the IDL depend on.
inputs=(programs/tagger/src programs/tagger/Cargo.toml crates/consensus/src crates/consensus/Cargo.toml crates/anchor-lean
  crates/idl-tool toolchain/build.sh toolchain/linker.sh toolchain/setup.sh toolchain/patch-std.py toolchain/libcalls.ll
  toolchain/sbf-solana.json toolchain/builtins Cargo.toml Cargo.lock)
sources() { git ls-files -co --exclude-standard -- "${inputs[@]}" | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -d' ' -f1; }

toolchain/build.sh tagger "$fresh/tagger.so" >&2
cargo build --quiet --package tagger-idl
target_idl=$fresh/tagger.json
"$CARGO_TARGET_DIR/debug/tagger-idl" programs/tagger "$target_idl" >&2

case ${1:-check} in
  build)
    cp "$fresh/tagger.so" "$fresh/tagger.json" "$out/"
    fingerprint >"$out/fingerprint.txt"
    { (cd "$out" && sha256sum tagger.so tagger.json); echo "$(sources)  sources"; } >"$out/SHA256SUMS"
    cat "$out/SHA256SUMS"
    ;;
  check)
    (cd "$out" && grep -v '  sources$' SHA256SUMS | sha256sum --check --quiet)
    grep -qx "$(sources)  sources" "$out/SHA256SUMS" || { echo "the sources changed since the artifacts were built: run toolchain/artifacts.sh build and commit" >&2; exit 1; }
    cmp "$target_idl" "$out/tagger.json" || { echo "the IDL differs from a fresh build: run toolchain/artifacts.sh build and commit" >&2; exit 1; }
    if diff <(fingerprint) "$out/fingerprint.txt" >/dev/null; then
      cmp "$fresh/tagger.so" "$out/tagger.so" || { echo "the program differs from a fresh build with the same compilers" >&2; exit 1; }
      echo "artifacts: program and IDL equal a fresh build, byte for byte"
    else
      echo "artifacts: NOTICE the compilers moved; the IDL is equal, the program's bytes were not compared. Fresh build: target/deploy/tagger.so"
    fi
    ;;
esac
