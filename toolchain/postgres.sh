#!/usr/bin/env bash
# Installs Debian's PostgreSQL server for the indexer's tests, where it is missing. No cluster of Debian's own is made: tests make theirs.
set -euo pipefail
if compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then exit 0; fi
if [ "$(id -u)" -ne 0 ]; then
  echo "NOTICE PostgreSQL is not installed and this is not root: the indexer's tests against it are skipped"
  exit 0
fi
mkdir -p /etc/postgresql-common
grep -qs '^create_main_cluster' /etc/postgresql-common/createcluster.conf ||
  echo 'create_main_cluster = false' >>/etc/postgresql-common/createcluster.conf
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends postgresql >/dev/null
