#!/usr/bin/env bash
# Installs and builds what the demo and the tests need. Quick when it is there already.
# Needs: rustup's Rust 1.95 or newer, Node 20.19 or newer with npm.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
stamp=node_modules/.tagger-lock
if ! cmp -s package-lock.json "$stamp"; then
  echo "installing npm packages"
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  # The Node that builds the pages (toolchain/node22.sh) must not be the one everything else runs on.
  rm -f node_modules/.bin/node app/node_modules/.bin/node
  cp package-lock.json "$stamp"
fi
toolchain/programs.sh
cargo build --quiet --release --locked -p tagger-consensus-tool -p tagger-panel-reference -p tagger-agreement
