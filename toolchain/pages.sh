#!/usr/bin/env bash
# Builds the pages of the web app into app/build, where their sources changed since they were built.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# What a page is made of: the app, and the workspaces it takes as they are written.
now=$(git ls-files -co --exclude-standard app client/src predictors/src docs indexer/README.md programs/tagger/README.md package-lock.json | grep -v '^app/\(test\|bench\|server\)/' |
  LC_ALL=C sort | xargs -d '\n' sha256sum 2>/dev/null | sha256sum | cut -d ' ' -f 1)
stamp=app/build/.sources
if [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then exit 0; fi
echo "building the web app"
log=$(mktemp)
if ! { node --conditions=tagger-source --import tsx app/scripts/api.ts && npm run --silent build -w app; } >"$log" 2>&1; then
  tail -n 40 "$log"
  exit 1
fi
rm -f "$log"
echo "$now" >"$stamp"
