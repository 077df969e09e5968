#!/usr/bin/env bash
# Usage: wasm.sh build|check   The agreement measures and the consensus of a panel as one WebAssembly file for the client.
#   build  rebuilds client/wasm: the module, its hash, the hash of its sources and the fingerprint of the compilers
#   check  rebuilds elsewhere and compares; bytes are compared only when the compilers are the same
# rustup has no library for this target here, so `core` and `alloc` are compiled from source, as for the program.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
SBF_HOME=${SBF_HOME:-$HOME/.cache/sbf-toolchain}
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/wasm
out=client/wasm
toolchain/setup.sh >&2

# Debian's compiler has the library's source; rustup's has the linker.
sysroot=$(rustc --print sysroot)
linker=$sysroot/lib/rustlib/$(rustc -vV | sed -n 's/^host: //p')/bin/rust-lld
fingerprint() { { /usr/bin/rustc -Vv; "$linker" -flavor wasm --version; } | grep -vE '^(host|binary)'; }
# Everything the bytes depend on.
inputs=(crates/wasm/src crates/wasm/Cargo.toml crates/agreement/src crates/agreement/Cargo.toml crates/consensus/src
  crates/consensus/Cargo.toml toolchain/wasm.sh Cargo.toml)
sources() {
  { git ls-files -co --exclude-standard -- "${inputs[@]}" | LC_ALL=C sort | xargs sha256sum
    # Of the lock file only the crate that is linked in.
    grep -A3 '^name = "libm"$' Cargo.lock; } | sha256sum | cut -d' ' -f1
}

compile() {
  export RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 __CARGO_TESTS_ONLY_SRC_ROOT=$SBF_HOME/library
  export RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort -Clinker-flavor=wasm-lld -Clinker=$linker -Cstrip=symbols \
 --remap-path-prefix=$PWD=. --remap-path-prefix=$HOME=~"
  # Small: the consensus is built for speed where it runs for a chain full of panels, here it runs for one.
  /usr/bin/cargo rustc --locked --quiet --release -p tagger-wasm --lib --crate-type cdylib --target wasm32-unknown-unknown \
    -Zbuild-std=core,alloc -Zbuild-std-features=optimize_for_size --config 'profile.release.package.tagger-consensus.opt-level="s"'
}
(compile) >&2
fresh=$CARGO_TARGET_DIR/wasm32-unknown-unknown/release/tagger_wasm.wasm

case ${1:-check} in
  build)
    mkdir -p "$out"
    install -m 644 "$fresh" "$out/tagger.wasm"
    fingerprint >"$out/fingerprint.txt"
    { (cd "$out" && sha256sum tagger.wasm); echo "$(sources)  sources"; } >"$out/SHA256SUMS"
    cat "$out/SHA256SUMS"
    ;;
  check)
    (cd "$out" && grep -v '  sources$' SHA256SUMS | sha256sum --check --quiet)
    grep -qx "$(sources)  sources" "$out/SHA256SUMS" || { echo "the sources changed since the module was built: run toolchain/wasm.sh build and commit" >&2; exit 1; }
    if diff <(fingerprint) "$out/fingerprint.txt" >/dev/null; then
      cmp "$fresh" "$out/tagger.wasm" || { echo "the module differs from a fresh build with the same compilers" >&2; exit 1; }
      echo "wasm: the module equals a fresh build, byte for byte"
    else
      echo "wasm: NOTICE the compilers moved; bytes were not compared. Fresh build: $fresh"
    fi
    ;;
  *)
    echo "usage: toolchain/wasm.sh build|check" >&2
    exit 2
    ;;
esac
