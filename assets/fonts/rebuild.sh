#!/usr/bin/env bash
# Makes the fonts of this folder again, byte for byte, from pinned packages: ./rebuild.sh [WORK_DIR]
# Needs: python3 with pip, npm (for `npm pack`). Nothing else of the project runs this.
set -eu
cd "$(dirname "$0")"
work=${1:-$(mktemp -d)}
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q fonttools==4.59.0
"$work/venv/bin/pip" download -q --no-deps -d "$work" fontpkg-noto-sans==2.15 fontpkg-noto-serif==2.15
for wheel in "$work"/*.whl; do python3 -m zipfile -e "$wheel" "$work"; done
# unpack PACKAGE FOLDER: an npm package without the prefix of its own folder.
unpack() {
  mkdir -p "$work/$2"
  tar xzf "$work/$(cd "$work" && npm pack --silent "$1")" -C "$work/$2" --strip-components=1
}
unpack dejavu-fonts-ttf@2.37.3 dejavu
unpack @expo-google-fonts/noto-emoji@0.4.7 emoji

# Latin with every extension, IPA and modifier letters, combining marks, Greek, Cyrillic, punctuation, currency, the few mathematical signs that prose uses.
text=U+0020-007E,U+00A0-024F,U+0250-02FF,U+0300-036F,U+0370-03FF,U+0400-052F,U+1E00-1EFF,U+2000-206F,U+2070-209F,U+20A0-20C0,U+2100-214F,U+2190-21FF,U+2212,U+2215,U+221E,U+2248,U+2260,U+2264,U+2265,U+FB00-FB06,U+FFFD
# What Noto lacks: Armenian, Georgian, arrows, geometric shapes, dingbats that a text may hold.
rest=U+0530-058F,U+10A0-10FF,U+2190-21FF,U+2200-22FF,U+2300-23FF,U+2460-24FF,U+25A0-25FF,U+2600-26FF,U+2700-27BF,U+2D00-2D2F,U+FFFD
# Pictograms that DejaVu lacks too, and what joins or varies them.
emoji=U+200D,U+20E3,U+231A-231B,U+23E9-23EF,U+23F0-23F3,U+23F8-23FA,U+24C2,U+26BD-26BE,U+26C4-26C5,U+26C8,U+26CE-26CF,U+26D1,U+26D3-26D4,U+26E9-26EA,U+26F0-26F5,U+26F7-26FA,U+26FD,U+2705,U+270A-270B,U+2728,U+274C,U+274E,U+2753-2755,U+2757,U+2795-2797,U+27B0,U+27BF,U+2934-2935,U+2B05-2B07,U+2B1B-2B1C,U+2B50,U+2B55,U+3030,U+FE0E-FE0F,U+1F000-1FAFF

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
subset "$work/dejavu/ttf/DejaVuSans.ttf" "$rest" DejaVuSans-Rest.ttf
# Pictograms on a coarser grid, which takes fewer bytes; a tone of skin, which would stand beside its hand, is left out.
"$work/venv/bin/fonttools" subset "$work/emoji/400Regular/NotoEmoji_400Regular.ttf" --unicodes="$emoji" --layout-features= \
  --no-hinting --drop-tables+=DSIG,STAT,FFTM,GPOS,vhea,vmtx --notdef-outline --no-recalc-timestamp --output-file="$work/pictograms.ttf"
"$work/venv/bin/python" - "$work/pictograms.ttf" NotoEmoji-Regular.ttf <<'END'
import sys
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

source, out = sys.argv[1:]
font = TTFont(source, recalcTimestamp=False)
scale_upem(font, 512)
del font["GSUB"]
for table in font["cmap"].tables:
    for tone in range(0x1F3FB, 0x1F400):
        if tone in table.cmap:
            table.cmap[tone] = table.cmap[0xFE0F]
font.save(out)
END
cp "$work/fontpkg_noto_sans/LICENSE" OFL.txt
cp "$work/emoji/LICENSE_FONT" NotoEmoji-OFL.txt
cp "$work/dejavu/LICENSE" DejaVu-LICENSE.txt
sha256sum -- *.ttf
