#!/usr/bin/env bash
# Installs Apache Spark from PyPI, with fixed versions and hashes, and Java 17 from Debian where there is no Java; prints where
# Spark is. Quick when it is there already.
#   TAGGER_SPARK   the environment, see toolchain/python-env.sh
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if ! command -v java >/dev/null; then
  sudo=(); [ "$(id -u)" -eq 0 ] || sudo=(sudo)
  { "${sudo[@]}" apt-get update -q
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends openjdk-17-jre-headless
  } >&2
fi
exec "$here/../../toolchain/python-env.sh" spark "$here/requirements.txt" "${TAGGER_SPARK:-}"
