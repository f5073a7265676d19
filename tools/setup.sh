#!/bin/sh
# Install what is missing on Debian 12: setup.sh demo (to build and run) or setup.sh check (to test
# as well). Says what, asks once (not as root, not with CI=true). The second time it only looks.
set -eu
cd "$(dirname "$0")/.."
what=${1:-demo}
node_wanted=20.20.2

case $what in demo | check) ;; *) echo "usage: tools/setup.sh demo|check" >&2; exit 64 ;; esac
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "This is not Debian. Install what tools/packages-demo.txt and tools/packages.txt name," >&2
    echo "then: meson setup build && ninja -C build" >&2
    exit 1
fi

# A node that is new enough for the page checkers (20.19), or nothing.
find_node() {
    for candidate in node var/node/bin/node; do
        version=$("$candidate" --version 2>/dev/null) || continue
        if printf 'v20.19\n%s\n' "$version" | sort -VC; then echo "$candidate"; return; fi
    done
}

names() { grep -hv '^#' "$@"; }
if [ "$what" = check ]; then wanted=$(names tools/packages-demo.txt tools/packages.txt); else wanted=$(names tools/packages-demo.txt); fi
if command -v node >/dev/null && command -v npm >/dev/null; then
    wanted=$(printf '%s\n' "$wanted" | grep -vxE 'nodejs|npm')
fi
# shellcheck disable=SC2086
have=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null | sed -n 's/^installed //p' || true)
missing=
for name in $wanted; do
    printf '%s\n' "$have" | grep -qxF "$name" || missing="$missing $name"
done

# Root installs; anybody else goes through sudo, after a yes.
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; elif [ "${CI:-}" = true ]; then sudo -n "$@"; else sudo "$@"; fi; }
ask() {
    [ "$(id -u)" != 0 ] || return 0
    command -v sudo >/dev/null || { echo "Run as root: apt-get install$missing" >&2; exit 1; }
    [ "${CI:-}" != true ] || return 0
    printf 'Install these now? [y/N] '
    read -r answer || { answer=n; echo; }
    case $answer in y* | Y*) ;; *) echo "Nothing was installed." >&2; exit 1 ;; esac
}
if [ -n "$missing" ]; then
    echo "Missing Debian packages:$missing"
    ask
    export DEBIAN_FRONTEND=noninteractive
    # The tests start their own PostgreSQL; the package need not start another.
    if [ "$what" = check ] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        as_root mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
    fi
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1 || {
        as_root apt-get update -qq
        # shellcheck disable=SC2086
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    }
fi
[ "$what" = check ] || exit 0

# Debian 12 has node 18; the page checkers want 20. The program itself comes as an npm package.
if [ -z "$(find_node)" ]; then
    case $(uname -m) in x86_64) arch=x64 ;; aarch64) arch=arm64 ;; *) echo "node 20 or newer is missing" >&2; exit 1 ;; esac
    echo "Missing: node $node_wanted (npm package node-linux-$arch)"
    mkdir -p var/node
    npm install --loglevel=error --no-save --ignore-scripts --no-audit --no-fund --prefix var/node "node-linux-$arch@$node_wanted" >/dev/null
    mkdir -p var/node/bin
    ln -sf "../node_modules/node-linux-$arch/bin/node" var/node/bin/node
fi
if ! cmp -s journeys/package-lock.json journeys/node_modules/.installed; then
    echo "Installing the page checkers of journeys/package.json"
    (cd journeys && npm ci --loglevel=error --ignore-scripts --no-audit --no-fund >/dev/null)
    cp journeys/package-lock.json journeys/node_modules/.installed
fi
