#!/usr/bin/env bash
# Installs what the Surfpool binary needs and builds it. Does nothing when the binary is newer than its sources.
# Usage: localnet/surfpool/setup.sh    Result: target/surfpool/release/tagger-surfpool
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${TAGGER_SURFPOOL_TARGET:-$root/target/surfpool}
binary=$target/release/tagger-surfpool

if [ -x "$binary" ] && [ -z "$(find "$here/src" "$here/Cargo.toml" "$here/Cargo.lock" -newer "$binary")" ]; then
  echo "Already built: $binary"
  exit 0
fi

missing=()
for package in build-essential pkg-config libssl-dev; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  sudo=()
  if [ "$(id -u)" -ne 0 ]; then sudo=(sudo); fi
  "${sudo[@]}" apt-get update
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
fi

# The folder has its own .cargo/config.toml (versions that fit the toolchain), which cargo only reads from here.
cd "$here"
CARGO_TARGET_DIR=$target nice -n 15 cargo build --release --locked
# Cargo leaves an unchanged binary's time alone; the check above wants it newer than the sources.
touch "$binary"
echo "Built: $binary"
