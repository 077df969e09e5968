#!/usr/bin/env bash
# Usage: build.sh CRATE OUT.so   Builds a program crate of the current workspace into an sBPFv3 shared object.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SBF_HOME=${SBF_HOME:-$HOME/.cache/sbf-toolchain}
crate=$1 out=$2
"$here/setup.sh" >&2
export RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 __CARGO_TESTS_ONLY_SRC_ROOT=$SBF_HOME/library CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/sbf
# rustc's own flags; the four LLVM flags and the cpu are what the runtime's sBPFv3 verifier accepts.
export RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort -Ctarget-cpu=v3 -Ctarget-feature=+allows-misaligned-mem-access \
 -Clinker=$here/linker.sh -Clink-arg=--arch=v3 -Clink-arg=--llvm-args=-bpf-stack-size=4096 \
 -Clink-arg=--llvm-args=--disable-movsx -Clink-arg=--llvm-args=--disable-ldsx --remap-path-prefix=$PWD=. --remap-path-prefix=$HOME=~"
/usr/bin/cargo rustc --release -p "$crate" --lib --target "$here/sbf-solana.json" -Zjson-target-spec \
  -Zbuild-std=std,panic_abort -Zbuild-std-features=optimize_for_size -- -Clink-arg="$SBF_HOME/libcalls.bc"
mkdir -p "$(dirname "$out")"
cp "$CARGO_TARGET_DIR/sbf-solana/release/lib${crate//-/_}.so" "$out"
sha256sum "$out"
