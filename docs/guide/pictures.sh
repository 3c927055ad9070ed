#!/usr/bin/env bash
# Makes the pictures of the guide by running the program itself in a window that nobody sees, in Spanish and in English.
#
#   docs/guide/pictures.sh [PROGRAM [NAME…]]    PROGRAM: target/release/mapalabra unless given; NAME: only these pictures
#
# Needs (Debian): python3 xvfb xdotool imagemagick libgl1-mesa-dri libegl1 libgl1 libxkbcommon-x11-0 libxcursor1 libxi6 chromium
# Every picture starts from an empty home, so that no setting leaks in, with the network forbidden.
set -eu
cd "$(dirname "$0")/../.."
program=$(realpath "${1:-target/release/mapalabra}")
out=docs/guide/pictures
only="${*:2}"
size=1120x700
# The folder that files are opened from and saved to, under a name that is fit to be seen.
desk=/tmp/textos
mkdir "$desk"
trap 'rm -rf "$desk"' EXIT
mkdir -p "$out"

# keep NAME: keeps what is seen on the display.
keep() {
    import -window root png:- | convert png:- -dither None -colors 64 -strip "PNG8:$out/$1.png"
    echo "$out/$1.png $(stat -c %s "$out/$1.png")"
}

# act ACTION: a key, or "type:WORDS", "click:X,Y", "move:X,Y", "drag:X,Y,X,Y", "wait:SECONDS", "keep:NAME".
act() {
    local what=${1#*:}
    case $1 in
        click:*)
            xdotool mousemove ${what/,/ }
            sleep 0.5
            xdotool click 1
            ;;
        move:*) xdotool mousemove ${what/,/ } ;;
        drag:*)
            IFS=, read -r from_x from_y to_x to_y <<<"$what"
            xdotool mousemove "$from_x" "$from_y"
            sleep 0.4
            xdotool mousedown 1
            for step in 1 2 3 4 5 6; do
                xdotool mousemove $((from_x + (to_x - from_x) * step / 6)) $((from_y + (to_y - from_y) * step / 6))
                sleep 0.1
            done
            sleep 0.3
            xdotool mouseup 1
            ;;
        wait:*) sleep "$what" ;;
        type:*) xdotool type --delay 30 "$what" ;;
        keep:*) keep "$what" ;;
        *) xdotool key "$1" ;;
    esac
}

# session NAME LOCALE FILE ACTIONS…: opens FILE (none for the sample) and does one thing after the other.
session() {
    local name=$1 locale=$2 file=$3 home display
    shift 3
    case " $only " in "  " | *" $name "*) ;; *) return 0 ;; esac
    home=$(mktemp -d)
    # Without -noreset it starts over when a client leaves it alone, and refuses who comes just then.
    Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp -noreset 3>"$home/display" 2>/dev/null &
    local screen=$!
    # The number is there when its line has ended.
    until read -r display 2>/dev/null <"$home/display"; do sleep 0.1; done
    display=:$display
    # Where files are asked for, the window shows the folder that it was started in.
    env -u WAYLAND_DISPLAY -C "$desk" DISPLAY="$display" HOME="$home" XDG_CONFIG_HOME="$home/c" XDG_CACHE_HOME="$home/k" \
        XDG_DATA_HOME="$home/d" LIBGL_ALWAYS_SOFTWARE=1 LANG="$locale" LC_ALL="$locale" \
        "$program" --offline ${file:+"$(realpath "$file")"} &
    local window=$!
    export DISPLAY="$display"
    local id=""
    for _ in $(seq 300); do
        id=$(xdotool search --onlyvisible --name mapalabra 2>/dev/null | head -n 1) && [ -n "$id" ] && break
        sleep 0.1
    done
    [ -n "$id" ] || { echo "no window came up for $name" >&2; exit 1; }
    sleep 0.5
    xdotool windowmove "$id" 0 0 windowsize "$id" "${size%x*}" "${size#*x}" windowfocus "$id" mousemove "${size%x*}" "${size#*x}"
    sleep 1.5
    for action in "$@"; do
        act "$action"
        sleep 0.6
    done
    kill "$window" "$screen" 2>/dev/null || true
    wait "$window" "$screen" 2>/dev/null || true
    rm -rf "$home"
}

# picture NAME LOCALE FILE ACTIONS…: one picture at the end of a session.
picture() {
    session "$@" wait:0.5 "keep:$1"
}

# page NAME FILE PART: the web page of an article in a browser, with one of its parts chosen.
page() {
    local name=$1 file=$2 part=$3 home
    case " $only " in "  " | *" $name "*) ;; *) return 0 ;; esac
    home=$(mktemp -d)
    "$program" annotate "$file" -f html -o "$home/page.html"
    chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --force-prefers-reduced-motion --window-size=1120,700 --user-data-dir="$home/c" \
        --virtual-time-budget=2000 --screenshot="$home/page.png" "file://$home/page.html#$part" 2>/dev/null
    convert "$home/page.png" -dither None -colors 64 -strip "PNG8:$out/$name.png"
    rm -rf "$home"
    echo "$out/$name.png $(stat -c %s "$out/$name.png")"
}

# wires FOLDER N: a folder of agency reports with dates in their names, N times over.
wires() {
    python3 - "$1" "$2" <<'END'
import datetime, json, pathlib, sys
folder, n = pathlib.Path(sys.argv[1]), int(sys.argv[2])
folder.mkdir(parents=True)
lines = [line for name in ("agency/articles", "articles") for line in open(f"tests/data/relations/{name}.jsonl")]
kept = ("agencia", "economia", "deporte", "corredor", "cerco", "cable")
articles = [article for article in map(json.loads, lines) if article["doc_id"].startswith(kept)]
for round in range(n):
    for at, article in enumerate(articles):
        date = datetime.date(2026, 3, 2) + datetime.timedelta(days=at // 3 - round)
        (folder / f"{date}-{article['doc_id']}.txt").write_text(article["text"] + "\n")
END
}

page page assets/samples/inicio.txt r9
# A folder of articles with dates in their names.
press=$desk/prensa
mkdir "$press"
month=1
for article in assets/samples/*.txt tests/data/articles/*.txt; do
    cp "$article" "$press/2024-$(printf '%02d' "$month")-10-$(basename "$article")"
    month=$((month + 1))
done

wires "$desk/cables" 1
wires "$desk/archivo" 250
grep '"doc_id": *"ragusa-entre-gigantes"' tests/data/relations/articles.jsonl |
    python3 -c 'import json, sys; print(json.load(sys.stdin)["text"])' >"$desk/ragusa.txt"

for language in es en; do
    case $language in
        es) locale=es_ES.UTF-8 place=Nuakchot command=claro compare='comparar art' record=grabar edit=187 ;;
        en) locale=en_GB.UTF-8 place=Nouakchott command=light compare='compare art' record=record edit=163 ;;
    esac
    picture "first-$language" "$locale" ""
    picture "relation-$language" "$locale" "" r
    picture "why-$language" "$locale" "" b shift+d r r r
    picture "own-map-$language" "$locale" "" b b r r
    picture "find-$language" "$locale" "" ctrl+f type:cable
    picture "place-$language" "$locale" "" n n n n
    picture "search-$language" "$locale" "" ctrl+k "type:$place"
    picture "palette-$language" "$locale" "" ctrl+shift+p "type:$command"
    picture "path-$language" "$locale" "" ctrl+l type:Mansur Return
    picture "story-$language" "$locale" "" space space Right Right
    picture "class-$language" "$locale" "" space space t Right Right
    picture "settings-$language" "$locale" "" ctrl+comma
    picture "all-$language" "$locale" "$press" wait:12 Escape
    picture "compare-$language" "$locale" "$press" wait:12 t wait:3 ctrl+shift+p "type:$compare" wait:1 Return wait:1 click:80,187 wait:3
    picture "keys-$language" "$locale" "" F1

    # The three stories of tours-es.md and tours-en.md.
    session journalist-folder "$locale" "$desk/archivo" wait:1 "keep:journalist-1-$language"
    session journalist "$locale" "$desk/cables" click:626,124 wait:1 "keep:journalist-2-$language" \
        click:578,56 wait:0.5 click:643,217 click:643,243 wait:0.5 Escape drag:560,632,650,632 wait:1 f wait:1 "keep:journalist-3-$language" \
        r wait:1 "keep:journalist-4-$language" click:900,180 wait:2 "keep:journalist-5-$language" \
        v wait:1 ctrl+shift+e wait:1 "keep:journalist-6-$language"
    session scholar "$locale" "$desk/ragusa.txt" click:626,124 d wait:1 "keep:scholar-1-$language" \
        click:720,587 wait:1 "keep:scholar-2-$language" Escape drag:719,636,777,636 m wait:1 "keep:scholar-3-$language" Return wait:1 \
        Escape Escape f wait:1 plus plus wait:1 drag:719,173,1022,173 drag:498,356,682,410 wait:1 "keep:scholar-4-$language" \
        "click:$edit,18" wait:0.5 "keep:scholar-5-$language" Escape ctrl+s wait:1 "keep:scholar-6-$language"
    session teacher "$locale" assets/samples/vuelta-al-mundo.txt click:622,84 "keep:teacher-1-$language" space space t Right Right wait:1 \
        "keep:teacher-2-$language" Right Right Right Right Right wait:1 "keep:teacher-3-$language" \
        ctrl+shift+p "type:$record" wait:0.5 Return wait:1 "keep:teacher-4-$language"
done

page teacher-5 assets/samples/vuelta-al-mundo.txt r6
