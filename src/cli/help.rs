//! What `--help` and `--version` print.

pub(super) const VERSION: &str = concat!("mapalabra ", env!("CARGO_PKG_VERSION"), "\n");

pub(super) const HELP: &str = concat!(
    "mapalabra ",
    env!("CARGO_PKG_VERSION"),
    " finds the places of an article and draws what it says happens between them

Usage
  mapalabra [FILE…] [--offline] [--gazetteer FILE]
      Opens the window; with no file, on a sample article; with several, or a folder, on all of them.
      --offline           touch no network; the map is the one inside the program
      --gazetteer FILE    your own places (CSV, TSV, GeoJSON or Linked Places Format): they win

  mapalabra annotate [FILE…|-] [-f FORMAT] [-o PATH]
      Annotates articles, or turns annotated ones into another format.
      -f, --format FORMAT json (default), jsonl, geojson, conllu or html
      -o, --output PATH   a file, or a folder (with a slash at its end) for one file each;
                          otherwise standard output, one article a line if there are several
      --lang TAG          language of the articles (es, en, …); otherwise it is guessed
      --gazetteer FILE    your own places, as above
      -j, --jobs N        how many articles at the same time
      --progress          say on standard error what has been done
      --explain           say on standard error why each place and each arrow is what it is

  mapalabra annotate --jsonl [-]
      A filter: one {\"id\": …, \"text\": …} a line in, one document a line out, in order. A line may also have
      \"language\", \"date\", \"title\" and \"mentions\": [{\"start\", \"end\", \"label\"}], which are then taken as given.
      Takes --lang, --gazetteer, --jobs and --progress as well.

  mapalabra render FILE -o map.svg|map.png [--story | --follow NAME] [--size 1600x1000]
                   [--map tiles|light|dark]
      Draws the map of an article, or of an annotated one, with its arrows: no window, no display, no network.
      --story             the article told sentence by sentence: -o story.apng is one picture that moves,
                          -o story.png (or .svg) one for each sentence: story-01.png, story-02.png …
      -o, --output PATH   the picture; SVG or PNG by its ending
      --follow NAME       draw the path of a person or an organisation of the article from place to place
      --map MAP           what lies under it: tiles (OpenStreetMap), or our own map, light or dark
      --size WxH          its size in pixels; 1600x1000 if absent
      --lang TAG          language of the article and of the legend; otherwise it is guessed
      --gazetteer FILE    your own places, as above

  mapalabra place NAME… [--lang TAG] [--gazetteer FILE]
      What the gazetteer knows by that name: up to 20 candidates, best first, as JSON lines.

  mapalabra schema
      The JSON Schema of the annotated JSON.

  mapalabra install-desktop
      Puts the program into the menu of the desktop and makes it open annotated articles (Linux); prints what it wrote.

  mapalabra --bench-start [--offline] [FILE]
      Opens the window, prints after how many milliseconds it showed its first frame and the article, and closes.

  mapalabra --help | --version

Exit code: 0 done; 1 some input could not be processed, the rest was; 2 wrong usage.
"
);
