#!/usr/bin/env bash
# Installs Apache Spark from PyPI, with fixed versions and hashes, and Java 17 from Debian where there is no Java; prints where
# Spark is. Quick when it is there already.
#   TAGGER_SPARK   the environment; default ~/.cache/tagger-spark/<hash of the requirements>
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
key=$(sha256sum <"$here/requirements.txt" | cut -c1-16)
env=${TAGGER_SPARK:-${XDG_CACHE_HOME:-$HOME/.cache}/tagger-spark/$key}

if ! command -v java >/dev/null; then
  sudo=(); [ "$(id -u)" -eq 0 ] || sudo=(sudo)
  { "${sudo[@]}" apt-get update -q
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends openjdk-17-jre-headless
  } >&2
fi
if [ ! -f "$env/ready" ]; then
  rm -rf "$env"; mkdir -p "$(dirname "$env")"
  pip() { "$env/bin/python" -m pip --disable-pip-version-check --quiet "$@"; }
  {
    python3 -m venv "$env"
    # Spark comes as source; it is put together with this setuptools, not with one fetched without a hash.
    grep -A 3 '^setuptools==' "$here/requirements.txt" >"$env/build.txt"
    pip install --require-hashes --no-deps -r "$env/build.txt"
    pip install --require-hashes --no-deps --no-build-isolation -r "$here/requirements.txt"
  } >"$env.log" 2>&1 || { tail -n 20 "$env.log" >&2; echo "Spark could not be installed; python3 with venv is needed" >&2; exit 1; }
  touch "$env/ready"
fi
echo "$env"
