#!/usr/bin/env bash
# Builds the program that tests of titles and licences load in Tagger's place (crates/nft-harness) to target/deploy.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
toolchain/build.sh tagger-nft-harness target/deploy/nft_harness.so >&2
