#!/usr/bin/env bash
# Installs Debian's wrk for the load test of the indexer, where it is missing.
set -euo pipefail
if command -v wrk >/dev/null; then exit 0; fi
if [ "$(id -u)" -ne 0 ]; then
  echo "NOTICE wrk is not installed and this is not root: the load test can't run"
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends wrk >/dev/null
