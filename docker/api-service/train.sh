#!/usr/bin/env bash
#
# Starts the service once before an empty database, and lets the JVM write down which classes that took.

set -euo pipefail

readonly programs=/usr/lib/postgresql/16/bin data=/tmp/training

if [[ ${1-} == --help ]]; then
  echo 'Usage: train.sh, as root while the image is made; writes /opt/sei-platform/sei-platform.aot'
  exit
fi

install --directory --owner=postgres "$data"
as_postgres=(setpriv --reuid=postgres --regid=postgres --clear-groups)
"${as_postgres[@]}" "$programs/initdb" --pgdata="$data" --auth=trust --no-sync >/dev/null
"${as_postgres[@]}" "$programs/pg_ctl" --pgdata="$data" --wait --silent --log=/dev/null \
  --options='-c listen_addresses=127.0.0.1 -c unix_socket_directories=' start
trap '"${as_postgres[@]}" "$programs/pg_ctl" --pgdata="$data" --silent --mode=immediate stop' EXIT

cd /opt/sei-platform
SPRING_DATASOURCE_URL=jdbc:postgresql://127.0.0.1:5432/postgres SPRING_DATASOURCE_USERNAME=postgres \
  SPRING_DATASOURCE_PASSWORD=none SEI_ENCRYPTION_KEY=$(head -c 32 /dev/urandom | base64) \
  java -XX:AOTCacheOutput=sei-platform.aot -Dspring.context.exit=onRefresh -jar sei-platform.jar
[[ -s sei-platform.aot ]]
