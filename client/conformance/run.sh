#!/usr/bin/env bash
# Runs the conformance tests against arlocal and the reference library of Croissant; installs both first where they are missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
TAGGER_ARLOCAL=$(./setup.sh)
TAGGER_CROISSANT=$(../../toolchain/croissant.sh --setup)
export TAGGER_ARLOCAL TAGGER_CROISSANT
cd ../..
npx mocha 'client/conformance/*.test.ts' "$@"
