#!/usr/bin/env bash
# Runs the adapter for @huggingface/transformers against the library itself; installs it first where it is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
TAGGER_TRANSFORMERS=$(./setup.sh)
export TAGGER_TRANSFORMERS
cd ../..
npx mocha 'predictors/conformance/*.test.ts' "$@"
