#!/usr/bin/env bash
# Runs the conformance tests against arlocal; installs it first where it is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
TAGGER_ARLOCAL=$(./setup.sh)
export TAGGER_ARLOCAL
cd ../..
npx mocha 'client/conformance/*.test.ts' "$@"
