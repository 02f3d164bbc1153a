#!/bin/sh
# Find PostgreSQL's programs for the tests of a shared store: the machine's own, else Debian's.
# The tests start a private cluster of theirs; without the programs they are skipped.
set -u
for folder in /usr/lib/postgresql/*/bin /usr/local/bin /usr/bin; do
    if [ -x "$folder/initdb" ]; then
        exit 0
    fi
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing Debian's PostgreSQL for the tests of the store"
    export DEBIAN_FRONTEND=noninteractive
    if apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql >/dev/null; then
        exit 0
    fi
fi
echo "No PostgreSQL: the tests that need one will be skipped"
