#!/usr/bin/env bash
# The linker with one argument changed: rustc says -Os or -Oz for a crate built small, the linker only knows numbers.
# The size attributes are on the functions already, so nothing is lost.
args=()
for arg in "$@"; do
  case $arg in -Os | -Oz) args+=(-O2) ;; *) args+=("$arg") ;; esac
done
exec "${SBF_HOME:-$HOME/.cache/sbf-toolchain}/run/sbpf-linker" "${args[@]}"
