#!/bin/bash
# shellcheck disable=SC2034,SC2154 # variables are shared with lib.sh and the scripts that read this
# What `make up` does with the windfall program: choose the source, migrate, read the reference series, ingest.

windfall() { # ARGUMENT…: the installed program, on this state, as the server user
  (cd "$STATE" && "${AS_SERVER[@]}" env "WINDFALL_STATE_DIR=$STATE" "WINDFALL_FROM=$from" "WINDFALL_TO=$to" "$STATE/app/windfall" "$@" 9>&-)
}

tell() { # ARGUMENT…: a windfall command, its words indented as they come
  windfall "$@" 2>&1 | sed -u 's/^/      /'
}

must() { # ARGUMENT…: a windfall command without which the site has nothing to show
  tell "$@" || fail $? "windfall $1 failed" "its words are above"
}

# A recorded folder that the server user cannot read is copied to where it can.
copy_recorded() {
  [[ -n $recorded_dir && $recorded_dir != "$STATE/recorded" ]] || return 0
  # shellcheck disable=SC2016 # expanded by the inner shell
  "${AS_SERVER[@]}" bash -c 'cd "$1" && cat -- *.jsonl.gz' - "$recorded_dir" >/dev/null 2>&1 && return
  mkdir -p "$STATE/recorded"
  cp -- "$recorded_dir"/*.jsonl.gz "$STATE/recorded/"
  chmod a+r "$STATE"/recorded/*
  say "      $SERVER_USER cannot read $recorded_dir; its days are copied to $STATE/recorded"
  recorded_dir=$STATE/recorded
}

# Once for a state; later runs keep the choice.
choose_source() {
  [[ ! -f $STATE/source ]] || return 0
  source=$(windfall source) || fail $? "no data source could be chosen" "its words are above"
  say "$source" | put_file "$STATE/source"
}

has_figures() { windfall status --json 2>/dev/null | grep -q '"last_complete_day": *"'; }

no_source() { # STATUS
  fail "$1" "Elexon at $elexon_url gives nothing to begin with" \
    "look at WINDFALL_ELEXON_URL and the network, or set another WINDFALL_STATE_DIR and WINDFALL_SOURCE=simulated"
}

# A source that is down now is no reason to stop: the program brings reference figures, and the database keeps what it has.
sync() { # SERIES [--file FILE]
  local status=0
  tell sync "$@" || status=$?
  case $status in
  0) ;;
  "$EX_SOURCE" | "$EX_PARTLY")
    [[ $1 != units ]] || has_figures || no_source "$status"
    say "      $1 could not be read now (exit $status); what is known already serves"
    ;;
  *) fail "$status" "windfall sync $* ended with $status" "its words are above" ;;
  esac
}

# Days until yesterday, with the difficulty and prices they need where they lie beyond the known ones.
simulate() {
  local last=${to:-$(TZ=Europe/London date -d yesterday +%F)} first=$from series
  [[ -z $first || -n $to || ! $first > $last ]] || last=$first
  must simulate --from "${first:-$(date -ud "$last - 6 days" +%F)}" --to "$last" --out "$STATE/archive" --seed 1
  for series in difficulty:difficulty_epochs prices:bitcoin_prices; do
    if [[ -f $STATE/archive/${series#*:}.csv ]]; then
      sync "${series%:*}" --file "$STATE/archive/${series#*:}.csv"
    fi
  done
}

# Days and folder are the program's to choose: of its settings, only what is due.
ingest() {
  local status=0
  tell ingest || status=$?
  case $status in
  0) ;;
  "$EX_PARTLY") NOTE="in part; the words above say what is left for the next run" ;;
  "$EX_SOURCE")
    has_figures || no_source "$status"
    NOTE="the source did not answer; the site shows what was read before"
    ;;
  "$EX_DATA")
    has_figures || fail "$status" "no day could be read: data was refused" "its words are above"
    NOTE="some data was refused: the words above name it"
    ;;
  *) fail "$status" "windfall ingest ended with $status" "its words are above" ;;
  esac
}

fill_database() {
  must migrate
  [[ $source != simulated ]] || simulate
  sync units
  [[ $source != live ]] || sync difficulty
  ingest
  # Of the days that now lack one.
  [[ $source != live ]] || sync prices
}
