#!/bin/bash
# shellcheck disable=SC2034,SC2154 # variables are shared with lib.sh and the scripts that read this
# The settings of `make up`: the environment over <state>/windfall.conf over the default, checked before anything is done.

bad_setting() { # NAME WHAT IS ALLOWED
  fail "$EX_CONFIG" "WINDFALL_${1^^} is \"${!1}\"" "$2"
}

stored() { # NAME: its value in windfall.conf, or nothing
  [[ ! -f $STATE/windfall.conf ]] || sed -n "s/^$1 *= *//p" "$STATE/windfall.conf"
}

setting() { # NAME DEFAULT: sets the variable NAME
  local environment=WINDFALL_${1^^} value
  value=${!environment:-}
  [[ -n $value ]] || value=$(stored "$1")
  printf -v "$1" '%s' "${value:-$2}"
}

number_in() { # TEXT LOWEST HIGHEST
  [[ $1 =~ ^(0|[1-9][0-9]{0,8})$ ]] && (($1 >= $2 && $1 <= $3))
}

check_port() { # NAME
  local lowest=1
  # An unprivileged server cannot listen below this.
  read -r lowest </proc/sys/net/ipv4/ip_unprivileged_port_start || true
  number_in "${!1}" "$((lowest > 0 ? lowest : 1))" 65535 || bad_setting "$1" "use a port from $lowest to 65535"
}

check_address() {
  [[ $http_address == 127.0.0.1 || $http_address == 0.0.0.0 ]] || bad_setting http_address "use 127.0.0.1 or 0.0.0.0"
}

check_certificate() {
  local name
  [[ -n $tls_certificate$tls_key ]] || return 0
  for name in tls_certificate tls_key; do
    [[ -n ${!name} ]] || bad_setting "$name" "set both WINDFALL_TLS_CERTIFICATE and WINDFALL_TLS_KEY, or neither"
    printf -v "$name" '%s' "$(realpath -m -- "${!name}")"
    check_path "$name"
    "${AS_SERVER[@]}" test -r "${!name}" || bad_setting "$name" "name a file that $SERVER_USER can read"
  done
}

is_date() { # TEXT
  [[ $1 =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ && $(date -ud "$1" +%F 2>/dev/null) == "$1" ]]
}

check_date() { # NAME
  local today
  today=$(TZ=Europe/London date +%F)
  [[ -z ${!1} ]] || { is_date "${!1}" && [[ ! ${!1} < 2009-01-01 && ! ${!1} > $today ]]; } ||
    bad_setting "$1" "use a date YYYY-MM-DD from 2009-01-01 to $today"
}

check_url() { # NAME
  local host='(localhost|127\.[0-9.]+|\[::1\])' rest='(:[0-9]{1,5})?(/[^][:space:]"@?#]*)?$'
  [[ ${!1} =~ ^https://[A-Za-z0-9.-]+$rest || ${!1} =~ ^http://$host$rest ]] ||
    bad_setting "$1" "use an https:// address (http:// only on 127.0.0.1, [::1] or localhost) without user, query or fragment"
}

# These end up in configuration files of four programs; one plain alphabet spares four ways of quoting.
check_path() { # NAME
  [[ ${!1} =~ ^[A-Za-z0-9/._+,=@~\ -]+$ ]] || bad_setting "$1" "use a path of letters, digits, spaces and / . _ + , = @ ~ -"
}

check_source() {
  case $source in
  auto | live | recorded | simulated) ;;
  *) bad_setting source "use auto, live, recorded or simulated" ;;
  esac
  if [[ $source == recorded && -z $recorded_dir ]]; then
    fail "$EX_CONFIG" "WINDFALL_SOURCE is recorded without a folder" "set WINDFALL_RECORDED_DIR to a folder of recorded days"
  fi
}

check_recorded_dir() {
  [[ -n $recorded_dir ]] || return 0
  recorded_dir=$(realpath -m -- "$recorded_dir")
  check_path recorded_dir
  [[ -d $recorded_dir ]] || bad_setting recorded_dir "there is no such folder"
  compgen -G "$recorded_dir/*.jsonl.gz" >/dev/null || bad_setting recorded_dir "it holds no recorded days (YYYY-MM-DD.jsonl.gz)"
}

# The kind of data is chosen once: a state never mixes two.
check_chosen_source() {
  local chosen
  chosen=$(cat "$STATE/source" 2>/dev/null || true)
  [[ -n $chosen ]] || return 0
  if [[ $source != auto && $source != "$chosen" ]]; then
    fail "$EX_CONFIG" "the state in $NOMINAL holds $chosen data and WINDFALL_SOURCE asks for $source" \
      "unset WINDFALL_SOURCE, or set WINDFALL_STATE_DIR to another folder"
  fi
  source=$chosen
}

load_settings() {
  local state_dir
  find_state
  state_dir=$NOMINAL
  check_path state_dir
  setting http_port 8080
  setting http_address 127.0.0.1
  setting https_port 8443
  setting tls_certificate ''
  setting tls_key ''
  setting source auto
  setting recorded_dir ''
  setting elexon_url https://data.elexon.co.uk/bmrs/api/v1
  setting mempool_url https://mempool.space
  setting elexon_rate ''
  setting elexon_parallel ''
  setting dynamodb_table ''
  setting dynamodb_endpoint ''
  setting ca_file ''
  from=${WINDFALL_FROM:-}
  to=${WINDFALL_TO:-}
}

check_settings() {
  check_port http_port
  check_port https_port
  check_address
  check_certificate
  check_date from
  check_date to
  [[ -z $from || -z $to || ! $from > $to ]] || bad_setting from "use a date up to WINDFALL_TO, $to"
  check_recorded_dir
  check_source
  check_url elexon_url
  check_url mempool_url
  [[ -z $elexon_rate ]] || number_in "$elexon_rate" 0 1000 || bad_setting elexon_rate "use 0 (no limit) to 1000 requests a second"
  [[ -z $elexon_parallel ]] || number_in "$elexon_parallel" 1 64 || bad_setting elexon_parallel "use 1 to 64 requests at once"
  [[ $dynamodb_table =~ ^([A-Za-z0-9_.-]{3,255})?$ ]] || bad_setting dynamodb_table "use 3 to 255 letters, digits, _ . -"
  [[ -z $dynamodb_endpoint ]] || check_url dynamodb_endpoint
  [[ -z $ca_file || -r $ca_file ]] || bad_setting ca_file "name a file of certificates (PEM) that can be read"
  check_chosen_source
}

optional() { # NAME: its line of windfall.conf, where it has a value
  [[ -z ${!1} ]] || say "$1 = ${!1}"
}

# What the programs read: with WINDFALL_STATE_DIR alone they work on this stack. Readable by all; it holds no secret.
write_conf() {
  local role
  {
    say "# Written by make up; the environment (WINDFALL_<NAME>) goes before it."
    for role in http_port http_address https_port tls_certificate tls_key source recorded_dir elexon_url mempool_url elexon_rate elexon_parallel dynamodb_table dynamodb_endpoint ca_file; do
      optional "$role"
    done
    say "archive_dir = $STATE/archive"
    for role in owner ingest api; do
      say "database_$role = host=$SOCKETS user=windfall_$role dbname=windfall"
    done
    say "redis_socket = $SOCKETS/redis.sock"
  } | put_file "$STATE/windfall.conf"
}
