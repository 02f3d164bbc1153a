#!/bin/sh
# Find a Chromium for the browser tests: the machine's own, else Debian's, else Playwright's.
# Usage: ensure-browser.sh PLAYWRIGHT
set -u
playwright=$1
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing Debian's Chromium for the browser tests"
    if apt-get update -qq && apt-get install -y -qq chromium >/dev/null; then
        exit 0
    fi
fi
echo "Installing Playwright's Chromium for the browser tests"
"$playwright" install chromium || echo "No browser: the browser tests will be skipped"
