#!/bin/sh
# Set up what the project needs: system libraries, a virtual environment, the locked Python packages.
# Safe to run again; says in one line what is missing where it may not install it itself.
set -eu

fail() { echo "briefs: $*" >&2; exit 1; }

apt_install() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        DEBIAN_FRONTEND=noninteractive
        export DEBIAN_FRONTEND
        apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 ||
            { apt-get update -qq >/dev/null 2>&1 && apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
    else
        fail "please install: $* (on Debian: sudo apt-get install $*), then run this again"
    fi
}

command -v "$PYTHON" >/dev/null || apt_install python3 python3-venv
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "Python 3.11 or newer is needed; name it: make build PYTHON=python3.12"
"$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || apt_install python3-venv
"$PYTHON" -c 'import ctypes.util, sys; sys.exit(not all(map(ctypes.util.find_library, ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"))))' ||
    apt_install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
command -v pdftoppm >/dev/null || apt_install poppler-utils

"$PYTHON" -m venv "$VENV"
"$VENV/bin/python" -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements.lock
