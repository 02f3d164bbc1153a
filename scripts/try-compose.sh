#!/bin/sh
# Have podman make every container of compose.yaml, started or not: whatever it refuses (an option
# of a mount, an address, a secret) it refuses here. Usage: try-compose.sh UV
# Images that no registry gives are stood in for by empty ones.
set -eu
cd "$(dirname "$0")/.."
uv=$(realpath "$1")
work=$(mktemp -d)
cp compose.yaml Containerfile "$work"
mkdir -p "$work/deploy/secrets"
cp deploy/nginx.conf "$work/deploy"
cd "$work"
touch $(sed -n 's|.*file: \(deploy/secrets/[^ ]*\).*|\1|p' compose.yaml)
echo PVD_ALLOWED_HOSTS=localhost >.env
tar cf empty.tar deploy/secrets
compose() {
    "$uv" tool run --quiet podman-compose@1.6.0 --project-name pvd-try "$@"
}
# Nobody shall start an empty image by the name of a real one.
trap 'compose down --volumes >/dev/null 2>&1; test -z "$made_up" || podman rmi $made_up >/dev/null; rm -r "$work"' EXIT
made_up=
for image in $(sed -n 's/^ *image: *//p' compose.yaml); do
    if ! podman image exists "$image" && ! podman pull --quiet "$image" 2>/dev/null; then
        podman import --quiet --change 'CMD ["/none"]' empty.tar "$image" >/dev/null
        made_up="$made_up $image"
    fi
done
compose up --no-start --no-build >/dev/null
made=$(podman ps --all --filter label=io.podman.compose.project=pvd-try --format '{{.Names}}' | sort)
test "$(echo "$made" | wc -l)" = "$(sed -n '/^services:/,/^secrets:/p' compose.yaml | grep -c '^  [a-z0-9]*:$')"
echo "podman makes of compose.yaml:" $made
