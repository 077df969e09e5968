#!/usr/bin/env bash
# Validates a Croissant file with the reference library (mlcroissant, PyPI) and loads the first records of its record sets.
#   toolchain/croissant.sh FILE            validate, then print up to ten records of each record set
#   toolchain/croissant.sh --setup         only install, print where; quick when it is there already
#   TAGGER_CROISSANT   the environment; default ~/.cache/tagger-croissant/<hash of the requirements>
# It comes from PyPI with fixed versions and hashes and fetches nothing else, except files that FILE names by an address.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/croissant" && pwd)
key=$(sha256sum <"$here/requirements.txt" | cut -c1-16)
env=${TAGGER_CROISSANT:-${XDG_CACHE_HOME:-$HOME/.cache}/tagger-croissant/$key}

setup() {
  [ -f "$env/ready" ] && return
  rm -rf "$env"; mkdir -p "$(dirname "$env")"
  local log=$env.log
  pip() { "$env/bin/python" -m pip --disable-pip-version-check --quiet "$@"; }
  {
    python3 -m venv "$env"
    # What is no wheel (ply's and jsonpath's) is built with this setuptools, not with one fetched without a hash.
    grep -A 3 '^setuptools==' "$here/requirements.txt" >"$env/build.txt"
    pip install --require-hashes --no-deps -r "$env/build.txt"
    pip install --require-hashes --no-deps --no-build-isolation -r "$here/requirements.txt"
  } >"$log" 2>&1 || { tail -n 20 "$log" >&2; echo "mlcroissant could not be installed; python3 with venv is needed" >&2; exit 1; }
  touch "$env/ready"
}

setup
if [ "${1:-}" = --setup ]; then echo "$env"; exit; fi
[ $# -eq 1 ] || { sed -n 2,6p "${BASH_SOURCE[0]}" | cut -c3- >&2; exit 2; }
exec "$env/bin/python" "$here/load.py" "$1"
