#!/bin/bash
# shellcheck disable=SC2034,SC2154 # variables are shared with lib.sh and the scripts that read this
# What `make up` does with the windfall program: choose the source, migrate, read the reference series, ingest.

windfall() { # ARGUMENT…: the installed program, on this state, as the server user
  (cd "$STATE" && "${AS_SERVER[@]}" env "WINDFALL_STATE_DIR=$STATE" "$STATE/app/windfall" "$@" 9>&-)
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
  local chosen
  [[ ! -f $STATE/source ]] || return 0
  chosen=$(windfall source) || fail $? "no data source could be chosen" "its words are above"
  say "$chosen" | put_file "$STATE/source"
  source=$chosen
}

london() { TZ=Europe/London date "$@"; }

# The last seven days that the recorded folder holds, as ranges without a gap: "FROM TO" lines.
recorded_ranges() {
  local day from='' to=''
  while read -r day; do
    if [[ -n $to && $(date -ud "$to + 1 day" +%F) != "$day" ]]; then
      say "$from $to"
      from=''
    fi
    from=${from:-$day}
    to=$day
  done < <(cd "$recorded_dir" && compgen -G '????-??-??.jsonl.gz' | cut -c1-10 | sort | tail -n 7)
  say "$from $to"
}

# "FROM TO" lines: as set, else the last 7 complete days, or of a recorded folder the last 7 it holds.
ranges() {
  local last=$to
  if [[ -z $from && -z $to && $source == recorded ]]; then
    recorded_ranges
    return
  fi
  [[ -n $last ]] || last=$(london -d yesterday +%F)
  [[ -z $from || ! $from > $last ]] || last=$from
  say "${from:-$(date -ud "$last - 6 days" +%F)} $last"
}

archive() {
  case $source in
  recorded) say "$recorded_dir" ;;
  simulated) say "$STATE/archive" ;;
  esac
}

# A source that is down now and was read before is no reason to stop: the database keeps what it has.
sync() { # SERIES ARGUMENT…
  local status=0
  windfall sync "$@" || status=$?
  case $status in
  0) ;;
  "$EX_SOURCE" | "$EX_PARTLY") say "      $1: not read now (exit $status); what the database has stays" ;;
  *) fail "$status" "windfall sync $* ended with $status" "its words are above" ;;
  esac
}

sync_all() {
  case $source in
  live)
    sync units
    sync difficulty
    sync prices
    ;;
  recorded) sync units --file "$recorded_dir" ;;
  simulated) sync units --file "$STATE/archive" ;;
  esac
}

has_figures() { windfall status --json 2>/dev/null | grep -q '"last_complete_day": *"'; }

ingest() { # FROM TO
  local status=0 folder
  folder=$(archive)
  windfall ingest --from "$1" --to "$2" ${folder:+--archive "$folder"} || status=$?
  case $status in
  0) ;;
  "$EX_PARTLY") NOTE="some periods of $1 to $2 are still missing; the next run asks for them again" ;;
  "$EX_SOURCE")
    has_figures || fail "$status" "the source gave nothing for $1 to $2" "its words are above; try again later, or set WINDFALL_SOURCE=simulated"
    NOTE="the source did not answer; the site shows what was read before"
    ;;
  *) fail "$status" "windfall ingest of $1 to $2 ended with $status" "its words are above" ;;
  esac
}

fill_database() {
  local first last
  windfall migrate || fail $? "windfall migrate failed" "its words are above"
  mapfile -t days < <(ranges)
  first=${days[0]% *} last=${days[-1]#* }
  if [[ $source == simulated ]]; then
    windfall simulate --from "$first" --to "$last" --out "$STATE/archive" --seed 1 ||
      fail $? "windfall simulate failed" "its words are above"
  fi
  sync_all
  say "      ingest of $first to $last"
  for range in "${days[@]}"; do
    # shellcheck disable=SC2086 # two words
    ingest $range
  done
}
