#!/usr/bin/env bash
# Build the image and run it for real, hardened, on a machine without a Docker engine: alone against stand-ins for
# both platforms, then by compose.yaml on SQLite, then with PostgreSQL. Takes some three minutes, and root.
#
#   EXPLAINER_DOCKER_CHECK   the script that brings an engine along (default: shared/docker-check.sh beside the checkout)
#   EXPLAINER_EMULATORS      the folder of the stand-ins (default: shared/emulators beside the checkout)
#
# What is committed is what is built: it works on a copy of HEAD.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

shared=$(cd .. && pwd)/shared
: "${EXPLAINER_DOCKER_CHECK:=$shared/docker-check.sh}"
: "${EXPLAINER_EMULATORS:=$shared/emulators}"
: "${VENV:=.venv}"
[ -x "$EXPLAINER_DOCKER_CHECK" ] && [ -d "$EXPLAINER_EMULATORS" ] || {
  echo "rehearse: skipped, there is no $EXPLAINER_DOCKER_CHECK or no $EXPLAINER_EMULATORS"
  exit 0
}

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git archive HEAD | tar -x -C "$copy"
chmod 755 "$copy"

# An address that containers reach through any bridge, in the network namespace that the check makes.
host=10.99.0.1 port=19100
python=$(realpath -s "$VENV/bin/python")
platforms="ip address add $host/32 dev lo; cd '$PWD' && exec env EXPLAINER_EMULATORS='$EXPLAINER_EMULATORS' \
  PYTHONPATH='$PWD' '$python' -m tests.service.platforms $port $host"

cat >"$copy/.env" <<END
DISCORD_API_BASE=http://$host:$((port + 1))/api/v10
DISCORD_GATEWAY=ws://$host:$((port + 1))/gateway/
SLACK_API_URL=http://$host:$((port + 2))/api/
END
# Tokens as files, as compose.yaml mounts them.
mkdir -m 755 "$copy/secrets"
printf 'MTIz.emulated.token\n' >"$copy/secrets/discord_token"
printf 'xoxb-test\n' >"$copy/secrets/slack_bot_token"
printf 'xapp-test\n' >"$copy/secrets/slack_app_token"

check() {
  "$EXPLAINER_DOCKER_CHECK" --sidecar "$platforms" --compose "$copy/compose.yaml" --compose-env "$copy/.env" \
    --env-file "$copy/.env" --env DISCORD_TOKEN=MTIz.emulated.token \
    --env SLACK_BOT_TOKEN=xoxb-test --env SLACK_APP_TOKEN=xapp-test \
    --check 'explainer-bot health' --check 'explainer-bot say /topics' --check 'explainer-bot check' \
    --check '! touch /opt/bot/x && touch /data/x && rm /data/x' \
    --host-check "curl -fsS http://$host:$port/ask" \
    --compose-check "curl -fsS http://$host:$port/ask" --compose-check 'curl -fsS http://127.0.0.1:8080/readyz' \
    "$@" "$copy"
}

echo '=== alone, and by compose on SQLite'
check "$@"
echo '=== by compose on PostgreSQL'
cat >>"$copy/.env" <<'END'
COMPOSE_PROFILES=postgres
POSTGRES_PASSWORD=of-no-worth
DATABASE_URL=postgresql://explainer:${POSTGRES_PASSWORD}@database/explainer
END
check "$@"
