#!/usr/bin/env bash
# subscribe.sh DIR URL: what a person with vdirsyncer and khal does. Subscribes to URL with everything kept in DIR (again: the
# same subscription, synchronised once) and lists the coming three years: a line for each event, its day and title.
set -euo pipefail
dir=$1 url=$2
export LC_ALL=C.UTF-8 TZ=Europe/Dublin VDIRSYNCER_CONFIG="$dir/vdirsyncer"
mkdir -p "$dir/status" "$dir/calendars/feed"
cat > "$dir/vdirsyncer" <<CONFIG
[general]
status_path = "$dir/status"
[pair feed]
a = "file"
b = "address"
collections = null
conflict_resolution = "b wins"
[storage file]
type = "filesystem"
path = "$dir/calendars/feed"
fileext = ".ics"
[storage address]
type = "http"
url = "$url"
CONFIG
cat > "$dir/khal" <<CONFIG
[calendars]
[[feed]]
path = $dir/calendars/feed
readonly = True
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
default_timezone = Europe/Dublin
local_timezone = Europe/Dublin
[sqlite]
path = $dir/khal.db
CONFIG
[ -e "$dir/status/feed.items" ] || vdirsyncer discover feed < /dev/null >&2
vdirsyncer sync feed >&2
khal -c "$dir/khal" list --day-format '' --format '{start-date} {title}' 2026-11-01 1095d
