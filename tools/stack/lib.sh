#!/bin/bash
# shellcheck disable=SC2034 # variables are used by the scripts that read this
# Shared by the scripts of tools/stack: messages, the server user, folders, processes.
set -euo pipefail
umask 022

ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
# A Node newer than Debian's, where tools/stack/install had to fetch one; see node_is_new.
export PATH="$ROOT/build/node/node_modules/.bin:$PATH:/usr/sbin:/sbin"
# npm trusts whom the system trusts.
if [[ ! -v NODE_EXTRA_CA_CERTS && -r /etc/ssl/certs/ca-certificates.crt ]]; then
  export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
fi

# Exit statuses, the same as those of the windfall program.
EX_USAGE=64
EX_DATA=65
EX_SOURCE=69
EX_PARTLY=75
EX_CONFIG=78
readonly ROOT EX_USAGE EX_DATA EX_SOURCE EX_PARTLY EX_CONFIG

SAID='' # set once the reason of a failure has been told
say() { printf '%s\n' "$*"; }

fail() { # STATUS WHAT REMEDY: one line on stderr, then the end
  SAID=1
  printf '%s: %s; %s\n' "${0##*/}" "$2" "$3" >&2
  exit "$1"
}

# ---- the user that servers run as ----

server_user() {
  if ((EUID != 0)); then
    id -un
  elif [[ -n ${SUDO_USER:-} && $SUDO_USER != root ]]; then
    say "$SUDO_USER"
  else
    say nobody
  fi
}

# Sets SERVER_USER and AS_SERVER, the command prefix that runs a program as that user with a clean environment.
choose_server_user() {
  SERVER_USER=$(server_user)
  id -u "$SERVER_USER" >/dev/null 2>&1 ||
    fail "$EX_CONFIG" "there is no user $SERVER_USER to run the servers as" "run as an ordinary user, or by sudo from one"
  if ((EUID == 0)); then
    AS_SERVER=(setpriv "--reuid=$SERVER_USER" "--regid=$(id -g "$SERVER_USER")" --init-groups --reset-env)
  else
    AS_SERVER=(env -i "HOME=${HOME:-/}" "USER=$SERVER_USER")
  fi
  AS_SERVER+=(env LC_ALL=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
}

home_of() { getent passwd "$1" | cut -d: -f6; } # USER

# The user that builds: root leaves nothing of its own in somebody else's checkout.
choose_builder() {
  local owner
  owner=$(stat -c %U "$ROOT")
  AS_BUILDER=(env)
  if ((EUID == 0)) && [[ $owner != root && $owner != UNKNOWN ]]; then
    AS_BUILDER=(setpriv "--reuid=$owner" "--regid=$(id -g "$owner")" --init-groups env "HOME=$(home_of "$owner")")
  fi
}

own_by_server() { # FOLDER…: made where absent, and the server user's
  mkdir -p "$@"
  if ((EUID == 0)); then
    chown -hR "$SERVER_USER:$(id -g "$SERVER_USER")" "$@"
  fi
}

# ---- the state folder ----

hash_of() { sha256sum <<<"$1" | cut -c1-10; }

nominal_state() { realpath -m -- "${WINDFALL_STATE_DIR:-$ROOT/build/state}"; }

# The folder in use: the nominal one, or that which its windfall.conf points to because the server user cannot reach the nominal one.
find_state() {
  NOMINAL=$(nominal_state)
  STATE=$NOMINAL
  if [[ -L $NOMINAL/windfall.conf ]]; then
    STATE=$(dirname -- "$(realpath -m -- "$NOMINAL/windfall.conf")")
  fi
}

server_reaches() { "${AS_SERVER[@]}" test -x "$1" -a -r "$1"; }

relocated_state() {
  local folder
  folder=/var/tmp/windfall-$(hash_of "$NOMINAL")
  mkdir -m 0755 "$folder" 2>/dev/null || [[ -d $folder && ! -L $folder && -O $folder ]] ||
    fail "$EX_CONFIG" "$folder is somebody else's" "set WINDFALL_STATE_DIR to a folder that $SERVER_USER can reach"
  say "$folder"
}

make_state() {
  find_state
  if ! mkdir -p "$NOMINAL" 2>/dev/null || [[ ! -w $NOMINAL ]]; then
    fail "$EX_CONFIG" "$NOMINAL cannot be written" "set WINDFALL_STATE_DIR to a folder of your own"
  fi
  [[ -O $NOMINAL ]] || ((EUID == 0)) ||
    fail "$EX_CONFIG" "$NOMINAL belongs to $(stat -c %U "$NOMINAL")" "run as that user, or set WINDFALL_STATE_DIR to a folder of your own"
  if [[ $STATE == "$NOMINAL" ]] && ! server_reaches "$NOMINAL"; then
    STATE=$(relocated_state)
    ln -sfn "$STATE/windfall.conf" "$NOMINAL/windfall.conf"
  fi
  mkdir -p "$STATE"/{app,etc,pids}
  own_by_server "$STATE"/{archive,log,nginx,redis}
}

# Sockets lie in a short private folder: their paths must stay under 108 bytes wherever the state is.
make_sockets() {
  SOCKETS=$(cat "$STATE/run" 2>/dev/null || true)
  if [[ $SOCKETS == /tmp/windfall-* && -d $SOCKETS && ! -L $SOCKETS && $(stat -c %U "$SOCKETS") == "$SERVER_USER" ]]; then
    return
  fi
  SOCKETS=$(mktemp -d /tmp/windfall-XXXXXX)
  own_by_server "$SOCKETS"
  say "$SOCKETS" >"$STATE/run"
}

put_file() { # PATH: replaced by stdin in one step, only where it differs
  cat >"$1.new"
  if cmp -s "$1.new" "$1"; then rm -f "$1.new"; else mv -f "$1.new" "$1"; fi
}

put_program() { # SOURCE FOLDER: copied where it differs; a running copy keeps its own file
  local target=$2/${1##*/}
  cmp -s "$1" "$target" || { install -m 0755 "$1" "$target.new" && mv -f "$target.new" "$target"; }
}

remove_sockets() {
  local sockets
  sockets=$(cat "$STATE/run" 2>/dev/null || true)
  if [[ $sockets == /tmp/windfall-* ]]; then
    rm -rf -- "$sockets"
    rm -f "$STATE/run"
  fi
}

# ---- processes: a pid counts only with the start time noted when it was started ----

process_read() { # PID: sets STAT to the fields of its stat from the state on, the third of proc(5)
  local line
  { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
  read -ra STAT <<<"${line##*) }" # the command's name may hold anything, a ")" too
}

process_start() { # PID: its start in clock ticks since boot; fails where it is gone or a zombie
  process_read "$1" && [[ ${STAT[0]} != [ZX] ]] && say "${STAT[19]}"
}

process_reaped() { ! process_read "$1" || [[ ${STAT[0]} != Z ]]; } # PID

server_pid() { # NAME: the pid of the server that was started under this name, if it still runs
  local pid start
  [[ -f $STATE/pids/$1 ]] && read -r pid start _ <"$STATE/pids/$1" || return 1
  [[ $(process_start "$pid") == "$start" ]] && say "$pid"
}

server_signal() { # NAME SIGNAL
  local pid
  pid=$(server_pid "$1") && kill -s "$2" "$pid" 2>/dev/null
}

wait_until() { # SECONDS COMMAND…
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || return 1
    sleep 0.05
  done
}

server_gone() { ! server_pid "$1"; }

# What a killed server left behind: processes of its session. The kernel gives a pid to nobody else while it is a session's number, so
# where that pid is taken by a process of another start, nothing is left.
server_sweep() { # NAME
  local pid start folder
  [[ -f $STATE/pids/$1 ]] && read -r pid start _ <"$STATE/pids/$1" || return 0
  if process_read "$pid" && [[ ${STAT[19]} != "$start" ]]; then return 0; fi
  for folder in /proc/[0-9]*; do
    if process_read "${folder#/proc/}" && ((STAT[3] == pid)); then
      kill -s KILL "${folder#/proc/}" 2>/dev/null || true
    fi
  done
}

server_stop() { # NAME: politely, then for good
  local signal=TERM
  [[ $1 != postgres ]] || signal=INT # TERM would wait for the last client
  if server_signal "$1" "$signal" && ! wait_until 15 server_gone "$1"; then
    server_signal "$1" KILL || true
    wait_until 5 server_gone "$1" || return 1
  fi
  server_sweep "$1"
  rm -f "$STATE/pids/$1"
}

# ---- Node ----

# What Vite needs: ^20.19 or >=22.12.
node_is_new() {
  local version major minor
  version=$(node --version 2>/dev/null) || return 1
  IFS=. read -r major minor _ <<<"${version#v}"
  ((major > 22 || (major == 22 && minor >= 12) || (major == 20 && minor >= 19)))
}
