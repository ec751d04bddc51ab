#!/usr/bin/env bash
# The image's steps without a container engine: publishes with the very line of the Dockerfile, lets a user without rights run what came
# out of it, from a folder nobody may write in, and asks it what the health check and a calendar program ask. Two nodes on
# PostgreSQL behind the proxy of docker-compose.yml as well, where Caddy and PostgreSQL are installed.
# The last line reads `N passed, N failed`.
set -uo pipefail
cd "$(dirname "$0")/../.."
passed=0 failed=0
work=$(mktemp -d /tmp/contentplanner-image-XXXXXX)
chmod 755 "$work"
processes=()
end() {
  for p in "${processes[@]}"; do kill "$p" 2> /dev/null; done
  wait 2> /dev/null
  [ ! -f "$work/pg/postmaster.pid" ] || as_pg "$pg/pg_ctl" -D "$work/pg" -m immediate -s stop
  rm -rf "$work"
}
trap end EXIT
check() { # check WORDS COMMAND…
  local words=$1; shift
  if "$@"; then passed=$((passed + 1)); echo "  good  $words"; else failed=$((failed + 1)); echo "  BAD   $words"; fi
}
# The image's user has a number and no name; so has this one. Who is no root already is without rights.
user=(); [ "$(id -u)" != 0 ] || user=(setpriv --reuid=1654 --regid=1654 --clear-groups env HOME=/nonexistent)
as_user() { "${user[@]}" "$@"; }
answers() { for _ in $(seq 1 120); do [ "$(curl -ksS --max-time 5 -o /dev/null -w '%{http_code}' "$1" 2> /dev/null)" = "$2" ] && return 0; sleep 0.5; done; return 1; }
said() { for _ in $(seq 1 240); do grep -qE "$2" "$1" && return 0; sleep 0.5; done; sed 's/^/        /' "$1"; return 1; }

line=$(sed -n 's/^RUN \(dotnet publish .*\)$/\1/p' Dockerfile)
case $(uname -m) in aarch64) arch=arm64 ;; *) arch=x64 ;; esac
line=${line//\$TARGETARCH/$arch}; line=${line/ -o \/app/ -o $work/app}; line=${line/ --no-restore/}
echo "$line"
eval "$line -v q" > "$work/publish" 2>&1; published=$?
[ $published = 0 ] || tail -5 "$work/publish"
check "the Dockerfile's line publishes" [ $published = 0 ]
[ $published = 0 ] || { echo; echo "$passed passed, $failed failed"; exit 1; }
mkdir "$work/data"
if [ "$(id -u)" = 0 ]; then chown -R root:root "$work/app"; chown 1654:1654 "$work/data"; fi
chmod -R a-w,a+rX "$work/app"
protected() { ! as_user touch "$work/app/written" 2> /dev/null; }
check "the user may not write where the program is" protected

port=$((20000 + RANDOM % 9000))
( cd "$work/data" && exec "${user[@]}" env Data="$work/data" Urls="http://*:$port" DOTNET_EnableDiagnostics=0 "$work/app/contentplanner" serve --demo ) > "$work/log" 2>&1 &
server=$!
processes+=($server)
check "it starts as a user without rights, on a demo" said "$work/log" 'Calendar +http'
health() { as_user env Data="$work/data" Urls="http://*:$port" "$work/app/contentplanner" health "$@" > /dev/null 2>&1; }
check "the health check answers" health
ready() { for _ in $(seq 1 60); do health --ready && return 0; sleep 0.5; done; return 1; }
check "it is ready" ready
feed=$(sed -nE 's/.*Calendar +(http\S+)/\1/p' "$work/log" | head -1)
calendar() { curl -sS --max-time 10 -o "$work/calendar" "$1" && grep -q 'SUMMARY' "$work/calendar"; }
check "the demo's calendar answers" calendar "$feed"
writes() { [ -s "$work/data/contentplanner.db" ] && ! find "$work/app" -newer "$work/publish" -type f -user 1654 | grep -q .; }
check "it writes in its data folder alone" writes
backup() { as_user env Data="$work/data" "$work/app/contentplanner" backup --data "$work/data" | grep -q 'rows'; }
check "a backup is taken beside it" backup
kill -TERM "$server"
check "asked to end, it ends" said "$work/log" 'everything is saved'
no_health() { ! health; }
check "and the health check says so" no_health

pg=$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -1)
if [ -n "$pg" ] && command -v caddy > /dev/null; then
  mkdir "$work/pg" "$work/node"; [ "$(id -u)" = 0 ] && chown 1654:1654 "$work/pg" "$work/node"
  database=$((port + 1)) one=$((port + 2)) two=$((port + 3)) front=$((port + 4))
  # initdb wants a user with a name.
  if [ "$(id -u)" = 0 ]; then chown postgres "$work/pg"; as_pg() { runuser -u postgres -- "$@"; }; else as_pg() { "$@"; }; fi
  as_pg "$pg/initdb" -D "$work/pg" -U planner -A trust -E UTF8 --no-sync > /dev/null && as_pg "$pg/pg_ctl" -D "$work/pg" -l "$work/pg/log" -o "-c listen_addresses=127.0.0.1 -c port=$database -c unix_socket_directories= -c fsync=off" -w -s start
  "$pg/createdb" -h 127.0.0.1 -p $database -U planner planner
  node() { # node PORT
    ( cd "$work/node" && exec "${user[@]}" env Data="$work/node" Urls="http://127.0.0.1:$1" BaseUrl="http://localhost:$front" Proxies__0=127.0.0.1 \
      Database__ConnectionString="Host=127.0.0.1;Port=$database;Database=planner;Username=planner" "$work/app/contentplanner" serve --demo ) > "$work/node-$1.log" 2>&1 &
    last=$!
    processes+=($last)
  }
  node $one; first=$last; node $two
  XDG_DATA_HOME="$work/caddy" XDG_CONFIG_HOME="$work/caddy" PLANNER_HOST="http://localhost:$front" PLANNER_NODES="127.0.0.1:$one 127.0.0.1:$two" \
    caddy run --config deploy/Caddyfile --adapter caddyfile > "$work/caddy.log" 2>&1 &
  processes+=($!)
  both() { said "$work/node-$one.log" 'Demo ' && said "$work/node-$two.log" 'Demo '; }
  check "two nodes start together on PostgreSQL" both
  check "the proxy leads to them" answers "http://localhost:$front/health/ready" 200
  feed=$(sed -nE 's/.*Calendar +(http\S+)/\1/p' "$work/node-$one.log" "$work/node-$two.log" | head -1)
  check "a calendar answers through the proxy" calendar "$feed"
  kill -9 "$first"
  through() { for _ in $(seq 1 20); do calendar "$feed" || return 1; done; }
  check "it goes on answering when a node is killed" through
  as_pg "$pg/pg_ctl" -D "$work/pg" -m immediate -s stop
else
  echo "  (PostgreSQL or Caddy is not installed: the postgres profile is not rehearsed)"
  [ "${CI:-}" = true ] && failed=$((failed + 1))
fi

echo
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
