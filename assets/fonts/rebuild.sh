#!/usr/bin/env bash
# Makes the fonts of this folder again, byte for byte, from pinned packages: ./rebuild.sh [WORK_DIR]
# Needs: python3 with pip, npm (for one `npm pack`). Nothing else of the project runs this.
set -eu
cd "$(dirname "$0")"
work=${1:-$(mktemp -d)}
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q fonttools==4.59.0
"$work/venv/bin/pip" download -q --no-deps -d "$work" fontpkg-noto-sans==2.15 fontpkg-noto-serif==2.15
for wheel in "$work"/*.whl; do python3 -m zipfile -e "$wheel" "$work"; done
(cd "$work" && npm pack --silent dejavu-fonts-ttf@2.37.3 >/dev/null && tar xzf dejavu-fonts-ttf-2.37.3.tgz)

# Latin with every extension, IPA and modifier letters, combining marks, Greek, Cyrillic, punctuation, currency, the few mathematical signs that prose uses.
text=U+0020-007E,U+00A0-024F,U+0250-02FF,U+0300-036F,U+0370-03FF,U+0400-052F,U+1E00-1EFF,U+2000-206F,U+2070-209F,U+20A0-20C0,U+2100-214F,U+2190-21FF,U+2212,U+2215,U+221E,U+2248,U+2260,U+2264,U+2265,U+FB00-FB06,U+FFFD
# What Noto lacks: Armenian, Georgian, arrows, geometric shapes, dingbats that a text may hold.
rest=U+0530-058F,U+10A0-10FF,U+2190-21FF,U+2200-22FF,U+2300-23FF,U+2460-24FF,U+25A0-25FF,U+2600-26FF,U+2700-27BF,U+2D00-2D2F,U+FFFD

# instance SOURCE WEIGHT OUT: one weight of a variable font, reduced to `text`. No hinting: it is drawn in shades of grey at any scale.
instance() {
  "$work/venv/bin/fonttools" varLib.instancer -q "$1" "wght=$2" wdth=100 --no-recalc-timestamp -o "$work/instance.ttf"
  subset "$work/instance.ttf" "$text" "$3"
}
subset() {
  "$work/venv/bin/fonttools" subset "$1" --unicodes="$2" --layout-features=kern,mark,mkmk,ccmp,locl,liga,tnum,lnum \
    --no-hinting --desubroutinize --drop-tables+=DSIG,STAT,FFTM --name-IDs='*' --notdef-outline --no-recalc-timestamp --output-file="$3"
}
sans="$work/fontpkg_noto_sans/files/NotoSans[wdth,wght].ttf"
serif="$work/fontpkg_noto_serif/files/NotoSerif[wdth,wght].ttf"
instance "$sans" 400 NotoSans-Regular.ttf
instance "$sans" 600 NotoSans-SemiBold.ttf
instance "$serif" 400 NotoSerif-Regular.ttf
instance "$serif" 650 NotoSerif-Bold.ttf
subset "$work/package/ttf/DejaVuSans.ttf" "$rest" DejaVuSans-Rest.ttf
cp "$work/fontpkg_noto_sans/LICENSE" OFL.txt
cp "$work/package/LICENSE" DejaVu-LICENSE.txt
sha256sum -- *.ttf
