#!/usr/bin/env bash
# Runs the reports on Apache Spark and compares them with DuckDB's. Installs Spark (PyPI, 520 MB) and, from Debian, Java 17 where
# they are missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
TAGGER_SPARK=$(../spark/setup.sh)
export TAGGER_SPARK
cd ../..
npx mocha 'analytics/conformance/*.test.ts' "$@"
