#!/bin/sh
# Build the image, and try it as an operator runs it: without rights, on a read-only file system,
# two replicas behind the proxy, in a real browser; and compose.yaml. Usage: image.sh PYTHON
# Where no registry of images is reached, Debian's packages make the base. Containers need not run
# on this machine: the image's file system is entered with unshare and chroot, as root.
set -eu
cd "$(dirname "$0")/.."
python=$1
base=${BASE:-docker.io/library/debian:bookworm-slim}
for program in buildah podman mmdebstrap nginx unshare openssl; do
    command -v "$program" >/dev/null || missing="${missing:-} $program"
done
if [ -n "${missing:-}" ]; then
    echo "Installing$missing"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        buildah podman mmdebstrap nginx-light util-linux openssl ca-certificates >/dev/null
fi
if ! buildah pull --quiet "$base" >/dev/null 2>&1; then
    base=localhost/debian:bookworm-slim
    if ! podman image exists "$base"; then
        echo "No registry of images here: the base is made of Debian's packages"
        archive=$(mktemp)
        mmdebstrap --variant=minbase --quiet bookworm - >"$archive"
        podman import --quiet "$archive" "$base"
        rm "$archive"
    fi
fi
set -- --build-arg "BASE=$base"
if [ -n "${SSL_CERT_FILE:-}" ]; then
    # A network with certificate authorities of its own.
    set -- "$@" --volume "$SSL_CERT_FILE:/run/ca.crt:ro" \
        --build-arg SSL_CERT_FILE=/run/ca.crt --build-arg PIP_CERT=/run/ca.crt
fi
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
buildah build --quiet --isolation="${ISOLATION:-chroot}" --format docker \
    --build-arg "VERSION=$version" --build-arg "REVISION=$(git rev-parse HEAD)" \
    --build-arg "CREATED=$(git show -s --format=%cI HEAD)" \
    "$@" --tag "pvd-geo:$version" --file Containerfile .
podman image list --format '{{.Repository}}:{{.Tag}}  {{.Size}}' "pvd-geo:$version"
sh scripts/try-compose.sh "$(dirname "$python")/uv"
exec "$python" scripts/try_image.py "pvd-geo:$version"
