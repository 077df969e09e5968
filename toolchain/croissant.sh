#!/usr/bin/env bash
# Validates a Croissant file with the reference library (mlcroissant, PyPI) and loads the first records of its record sets.
#   toolchain/croissant.sh FILE            validate, then print up to ten records of each record set
#   toolchain/croissant.sh --setup         only install, print where; quick when it is there already
#   TAGGER_CROISSANT   the environment, see toolchain/python-env.sh
# It fetches nothing, except files that FILE names by an address.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# -eq 1 ] || { sed -n 2,6p "${BASH_SOURCE[0]}" | cut -c3- >&2; exit 2; }
env=$("$here/python-env.sh" croissant "$here/croissant/requirements.txt" "${TAGGER_CROISSANT:-}")
if [ "$1" = --setup ]; then echo "$env"; exit; fi
exec "$env/bin/python" "$here/croissant/load.py" "$1"
