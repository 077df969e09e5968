#!/usr/bin/env bash
# Installs crowd-kit from PyPI, with fixed versions and hashes, for comparison; prints its Python. Quick when it is there already.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
key=$(sha256sum <"$here/requirements.txt" | cut -c1-16)
env=${XDG_CACHE_HOME:-$HOME/.cache}/tagger-crowdkit/$key
if [ ! -f "$env/ready" ]; then
  rm -rf "$env"; mkdir -p "$(dirname "$env")"
  python3 -m venv "$env" >&2
  "$env/bin/python" -m pip --disable-pip-version-check --quiet install --require-hashes --no-deps -r "$here/requirements.txt" >&2
  touch "$env/ready"
fi
echo "$env/bin/python"
