#!/usr/bin/env bash
# Installs a Python environment from a requirements file with hashes; prints where it is. Quick when it is there already.
#   toolchain/python-env.sh NAME REQUIREMENTS [DIRECTORY]   default ~/.cache/tagger-NAME/<hash of the requirements>
# It comes from PyPI with fixed versions and hashes and fetches nothing else.
set -euo pipefail
name=$1 requirements=$2
key=$(sha256sum <"$requirements" | cut -c1-16)
env=${3:-${XDG_CACHE_HOME:-$HOME/.cache}/tagger-$name/$key}
pip() { "$env/bin/python" -m pip --disable-pip-version-check --quiet install --require-hashes --no-deps "$@"; }
install() {
  python3 -m venv "$env"
  # What is no wheel is built with this setuptools, not with one fetched without a hash.
  if grep -A 3 '^setuptools==' "$requirements" >"$env/build.txt"; then pip -r "$env/build.txt"; fi
  pip --no-build-isolation -r "$requirements"
}
if [ ! -f "$env/ready" ]; then
  rm -rf "$env"; mkdir -p "$(dirname "$env")"
  # In a shell of its own: within a condition errors would not end it.
  (set -e; install) >"$env.log" 2>&1 & wait $! || {
    tail -n 20 "$env.log" >&2
    echo "$name could not be installed from $requirements; python3 with venv is needed" >&2
    exit 1
  }
  touch "$env/ready"
fi
echo "$env"
