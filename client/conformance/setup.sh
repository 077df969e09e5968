#!/usr/bin/env bash
# Installs arlocal, an Arweave node and gateway by other people, into a cache beside nothing of ours: 555 packages and a
# database that is compiled. Prints where it is. Quick when it is there already.
#   TAGGER_ARLOCAL   the cache; default ~/.cache/tagger-arlocal/<hash of the lockfile>
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
key=$(cat package.json package-lock.json | sha256sum | cut -c1-16)
cache=${TAGGER_ARLOCAL:-${XDG_CACHE_HOME:-$HOME/.cache}/tagger-arlocal/$key}
if [ ! -f "$cache/ready" ]; then
  rm -rf "$cache"; mkdir -p "$cache"
  cp package.json package-lock.json "$cache/"
  {
    # Of all install scripts only the one that compiles sqlite3 runs.
    npm --prefix "$cache" ci --ignore-scripts --no-audit --no-fund --loglevel=error
    npm --prefix "$cache" rebuild sqlite3 --build-from-source --ignore-scripts=false --loglevel=error
  } >"$cache/install.log" 2>&1 || { tail -n 20 "$cache/install.log" >&2; exit 1; }
  touch "$cache/ready"
fi
echo "$cache"
