#!/usr/bin/env bash
# Installs @huggingface/transformers (with its engine several hundred megabytes) and trains the small model its adapter is tried on, in
# a cache beside nothing of ours. Prints where it is. Quick when it is there already.
#   TAGGER_TRANSFORMERS   the cache; default ~/.cache/tagger-transformers/<hash of these files>
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
key=$(cat package.json package-lock.json requirements.txt train.py | sha256sum | cut -c1-16)
cache=${TAGGER_TRANSFORMERS:-${XDG_CACHE_HOME:-$HOME/.cache}/tagger-transformers/$key}
if [ ! -f "$cache/ready" ]; then
  rm -rf "$cache"; mkdir -p "$cache"
  cp package.json package-lock.json requirements.txt train.py "$cache/"
  {
    npm --prefix "$cache" ci --ignore-scripts --no-audit --no-fund --loglevel=error
    python3 -m venv "$cache/python"
    "$cache/python/bin/python" -m pip --disable-pip-version-check --quiet install --no-deps --only-binary :all: -r "$cache/requirements.txt"
    "$cache/python/bin/python" "$cache/train.py" "$cache/node_modules/sentiment/test/fixtures" "$cache/models/polarity"
  } >"$cache/install.log" 2>&1 || { tail -n 20 "$cache/install.log" >&2; exit 1; }
  touch "$cache/ready"
fi
echo "$cache"
