#!/usr/bin/env bash
# Debian's Chromium for tests that need a browser. Prints where it is; installs it first where it is missing (needs root).
#   --check   only says whether it is there
set -euo pipefail
browser=${TAGGER_CHROMIUM:-/usr/bin/chromium}
if [ ! -x "$browser" ]; then
  [ "${1:-}" != --check ] || exit 1
  {
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends chromium
  } >/dev/null
fi
echo "$browser"
