#!/bin/sh
# Find a program that tests need: the machine's own, else Debian's. Fails when there is none.
# Usage: ensure-program.sh WHAT PACKAGE PROGRAM...
#   PROGRAM is a command's name or a path, which may hold wildcards; one that is found is enough.
set -u
what=$1
package=$2
shift 2
for program in "$@"; do
    for found in $program; do
        if command -v "$found" >/dev/null 2>&1; then
            exit 0
        fi
    done
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing $what from Debian for the tests"
    export DEBIAN_FRONTEND=noninteractive
    if apt-get update -qq && apt-get install -y -qq --no-install-recommends "$package" >/dev/null; then
        exit 0
    fi
fi
echo "No $what on this machine (Debian's package is $package)"
exit 1
