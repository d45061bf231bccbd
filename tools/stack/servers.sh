#!/bin/bash
# shellcheck disable=SC2034,SC2154 # variables are shared with lib.sh and the scripts that read this
# The four servers of a stack, in the order they start: each has a function that writes its configuration and one that starts it.
SERVERS=(postgres redis api nginx)
STARTED=() # what this run started, to be stopped again where a later step fails

# ---- one server ----

last_words() { tail -n 1 "$STATE/log/$1.log" 2>/dev/null | cut -c1-300; }

# A program that the server user becomes, in the state folder, its words appended to log/NAME.log: opened by that user, not by root.
# shellcheck disable=SC2016 # expanded by the inner shell
LOGGED=(bash -c 'cd "$0" && log=log/$1.log && shift && exec "$@" >>"$log" 2>&1')

server_start() { # NAME FINGERPRINT COMMAND…: in a session of its own
  local name=$1 fingerprint=$2 pid
  shift 2
  setsid "${AS_SERVER[@]}" "${LOGGED[@]}" "$STATE" "$name" "$@" </dev/null >/dev/null 2>&1 9>&- &
  pid=$!
  disown
  say "$pid $(process_start "$pid") $fingerprint" >"$STATE/pids/$name"
  STARTED+=("$name")
}

server_await() { # NAME COMMAND…: until the command succeeds
  local name=$1 end=$((SECONDS + 30))
  shift
  until "$@" >/dev/null 2>&1; do
    server_pid "$name" >/dev/null || fail 1 "$name ended while starting: $(last_words "$name")" "see $STATE/log/$name.log"
    ((SECONDS < end)) || fail 1 "$name did not answer within 30 s: $(last_words "$name")" "see $STATE/log/$name.log"
    sleep 0.05
  done
}

fingerprint_of() { cat -- "$@" | sha256sum | cut -c1-16; } # FILE…

server_fingerprint() { # NAME: that of the running server
  local fingerprint
  read -r _ _ fingerprint <"$STATE/pids/$1" && say "$fingerprint"
}

# Runs as configured already? A server with another configuration is stopped, to be started anew.
server_is_current() { # NAME FINGERPRINT
  server_pid "$1" >/dev/null || return 1
  [[ $(server_fingerprint "$1") == "$2" ]] && return 0
  server_stop "$1" || fail 1 "$1 does not stop" "end process $(server_pid "$1") and run make up again"
  return 1
}

# The same for servers that take a new configuration, and a new program, without a pause.
server_reloads() { # NAME FINGERPRINT
  local pid
  pid=$(server_pid "$1") || return 1
  [[ $(server_fingerprint "$1") != "$2" ]] || return 0
  kill -s HUP "$pid" && say "$pid $(process_start "$pid") $2" >"$STATE/pids/$1"
}

fill_template() { # FILE: with its @NAME@ marks replaced
  local text
  text=$(<"$1")
  text=${text//@STATE@/"$STATE"}
  text=${text//@SOCKETS@/"$SOCKETS"}
  text=${text//@LIMIT_BY@/\$binary_remote_addr}
  text=${text//@SERVER@/"$(server_kind)"}
  text=${text//@ADDRESS@/"$http_address"}
  text=${text//@PORT@/"$http_port"}
  text=${text//@HTTPS_PORT@/"$https_port"}
  text=${text//@HTTPS_SUFFIX@/"$([[ $https_port == 443 ]] || say ":$https_port")"}
  text=${text//@CERTIFICATE@/"$tls_certificate"}
  text=${text//@CERTIFICATE_KEY@/"$tls_key"}
  say "$text"
}

# ---- PostgreSQL ----

# The programs of the version that the data was made with, else of the newest installed.
postgres_bin() {
  local version
  version=$(cat "$STATE/pg/PG_VERSION" 2>/dev/null || true)
  compgen -G "/usr/lib/postgresql/${version:-*}/bin/postgres" | sort -V | tail -n 1 | xargs -r dirname
}

# Made beside its place and moved there: a cluster half made is never taken for a whole one.
postgres_init() { # BIN
  [[ -f $STATE/pg/PG_VERSION ]] && return
  rm -rf "$STATE/pg.new"
  own_by_server "$STATE/pg.new"
  # The socket folder's mode is the door: who can enter it is the server user or root.
  "${AS_SERVER[@]}" "${LOGGED[@]}" "$STATE" initdb "$1/initdb" -D "$STATE/pg.new" -U windfall_owner -E UTF8 --locale=C.UTF-8 --lc-collate=C \
    --data-checksums --auth-local=trust --auth-host=reject ||
    fail 1 "initdb failed: $(last_words initdb)" "see $STATE/log/initdb.log"
  mv "$STATE/pg.new" "$STATE/pg"
}

# A killed server's pid in its lock file counts for PostgreSQL until the kernel has let go of it.
postgres_unlock() {
  local pid
  [[ -f $STATE/pg/postmaster.pid ]] && read -r pid <"$STATE/pg/postmaster.pid" || return 0
  wait_until 30 process_reaped "$pid" || true
}

postgres_up() {
  local bin fingerprint
  bin=$(postgres_bin)
  [[ -n $bin ]] || fail 1 "PostgreSQL $(cat "$STATE/pg/PG_VERSION" 2>/dev/null) is not installed" "run tools/stack/install"
  postgres_init "$bin"
  fill_template "$ROOT/tools/stack/postgresql.conf" | put_file "$STATE/etc/postgresql.conf"
  fingerprint=$(fingerprint_of "$STATE/etc/postgresql.conf")
  server_is_current postgres "$fingerprint" && return
  postgres_unlock
  server_start postgres "$fingerprint" "$bin/postgres" -D "$STATE/pg" -c "config_file=$STATE/etc/postgresql.conf"
  server_await postgres "$bin/pg_isready" -q -h "$SOCKETS" -d postgres
  postgres_database "$bin"
}

postgres_database() { # BIN
  local psql=("$1/psql" -XAtq -v ON_ERROR_STOP=1 -h "$SOCKETS" -U windfall_owner -d postgres)
  if [[ $("${psql[@]}" -c "SELECT 1 FROM pg_database WHERE datname = 'windfall'") != 1 ]]; then
    "${psql[@]}" -c "CREATE DATABASE windfall TEMPLATE template0"
  fi
}

# ---- Redis ----

redis_up() {
  local fingerprint
  fill_template "$ROOT/tools/stack/redis.conf" | put_file "$STATE/etc/redis.conf"
  fingerprint=$(fingerprint_of "$STATE/etc/redis.conf")
  server_is_current redis "$fingerprint" && return
  server_start redis "$fingerprint" redis-server "$STATE/etc/redis.conf"
  server_await redis redis_answers
}

redis_answers() { [[ $(redis-cli -s "$SOCKETS/redis.sock" ping) == PONG ]]; }

# ---- the pools of windfall-api ----

api_up() {
  local fingerprint
  fingerprint=$(fingerprint_of "$STATE/app/windfall-api" "$STATE/windfall.conf")
  if api_has_sockets; then
    server_reloads api "$fingerprint" && return
  else
    server_stop api # of a version with other sockets
  fi
  server_start api "$fingerprint" env "WINDFALL_STATE_DIR=$STATE" "$STATE/app/windfall-api" \
    --pool fast --listen "$SOCKETS/fast.sock" --workers 2 --pool slow --listen "$SOCKETS/slow.sock" --workers 4
  server_await api api_has_sockets
}

api_has_sockets() { [[ -S $SOCKETS/fast.sock && -S $SOCKETS/slow.sock ]]; }

# ---- nginx ----

server_kind() { if [[ -n $tls_certificate ]]; then say tls; else say plain; fi; }

site_url() {
  if [[ -n $tls_certificate ]]; then say "https://127.0.0.1:$https_port"; else say "http://127.0.0.1:$http_port"; fi
}

nginx_configure() {
  local file
  mkdir -p "$STATE/etc/nginx"
  own_by_server "$STATE"/nginx/{cache,body,fastcgi,proxy,scgi,uwsgi}
  for file in "$ROOT"/nginx/*; do
    fill_template "$file" | put_file "$STATE/etc/nginx/${file##*/}"
  done
}

# A file that may grow no further is a failed write, which is nginx's to bear, and not the end of a process.
nginx_up() {
  local fingerprint command=(env --ignore-signal=XFSZ nginx -e "$STATE/log/nginx.log" -p "$STATE/nginx" -c "$STATE/etc/nginx/windfall.conf")
  nginx_configure
  rm -rf -- "$STATE"/nginx/cache/* # pages of before this run's figures
  fingerprint=$(fingerprint_of "$STATE"/etc/nginx/* ${tls_certificate:+"$tls_certificate" "$tls_key"})
  "${AS_SERVER[@]}" "${LOGGED[@]}" "$STATE" nginx "${command[@]}" -tq ||
    fail 1 "nginx refuses its configuration: $(last_words nginx)" "see $STATE/log/nginx.log"
  server_reloads nginx "$fingerprint" || server_start nginx "$fingerprint" "${command[@]}" -g 'daemon off;'
  server_await nginx curl -fsS --noproxy '*' --max-time 5 -o /dev/null "http://127.0.0.1:$http_port/healthz"
}

# ---- all of them ----

servers_stop() { # NAME…: in the order given
  local name failed=0
  for name in "$@"; do
    server_stop "$name" || failed=1
  done
  return "$failed"
}

# Something else on our ports? Our own nginx may be there.
check_ports_free() {
  check_port_free http_port
  [[ -z $tls_certificate ]] || check_port_free https_port
}

check_port_free() { # NAME of the setting
  local port=${!1} name=WINDFALL_${1^^}
  (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || return 0
  if server_pid nginx >/dev/null && grep -qsE "listen [^ ]+:$port " "$STATE"/etc/nginx/*.conf; then return 0; fi
  fail "$EX_CONFIG" "port $port of 127.0.0.1 is taken" "set $name to a free port, e.g. $name=$(free_port) make up"
}

free_port() {
  local port=8080
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && ((port < 8999)); do
    port=$((port + 1))
  done
  say "$port"
}
