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
for secret in tls.crt tls.key database_url store_password sign_in.toml; do
    touch "deploy/secrets/$secret"
done
echo PVD_ALLOWED_HOSTS=localhost >.env
tar cf empty.tar deploy/secrets
for image in $(sed -n 's/^ *image: *//p' compose.yaml); do
    podman image exists "$image" || podman pull --quiet "$image" 2>/dev/null ||
        podman import --quiet --change 'CMD ["/none"]' empty.tar "$image"
done
compose() {
    "$uv" tool run --quiet podman-compose@1.6.0 --project-name pvd-try "$@"
}
trap 'compose down --volumes >/dev/null 2>&1; rm -r "$work"' EXIT
compose up --no-start --no-build >/dev/null
made=$(podman ps --all --filter label=io.podman.compose.project=pvd-try --format '{{.Names}}' | sort)
test "$(echo "$made" | wc -l)" = "$(sed -n '/^services:/,/^secrets:/p' compose.yaml | grep -c '^  [a-z0-9]*:$')"
echo "podman makes of compose.yaml:" $made
