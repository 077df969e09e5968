#!/usr/bin/env bash
# Puts the binary of Metaplex's Token Metadata program, as it runs on mainnet, where the local chains look for it. It comes out of a
# crate that carries it for the same purpose. Instant when it is there already.
set -euo pipefail
crate=trident-svm
version=0.3.0-rc.4
crate_sha256=66a5b80da954bfbcb5051f1c96928879d898325b525618fe6c1aab4cf4431a2b
member=src/solana-program-library/metaplex-token-metadata.so
sha256=1e5786cc6462756fc221fd5bc744f67e9added188284f680d51b699379963a9d
programs=${TAGGER_PROGRAMS:-${XDG_CACHE_HOME:-$HOME/.cache}/tagger-programs}
binary=$programs/token_metadata.so

holds() { [ -f "$2" ] && echo "$1  $2" | sha256sum --check --status; }

holds "$sha256" "$binary" && exit 0
# The cheapest way to have cargo bring one crate without those it depends on. Elsewhere, because it prefers a workspace's own versions.
(cd / && cargo info --quiet --color never "$crate@$version" >/dev/null)
archive=$(ls "${CARGO_HOME:-$HOME/.cargo}"/registry/cache/*/"$crate-$version.crate" | head -n 1)
holds "$crate_sha256" "$archive" || { echo "$archive is not the crate this repository knows: its checksum differs" >&2; exit 1; }
mkdir -p "$programs"
part=$(mktemp "$programs/part.XXXXXX"); trap 'rm -f "$part"' EXIT
tar -xzOf "$archive" "$crate-$version/$member" >"$part"
holds "$sha256" "$part" || { echo "the program inside $crate $version is not the one this repository knows" >&2; exit 1; }
chmod a+r "$part"
mv "$part" "$binary"
