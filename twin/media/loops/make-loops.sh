#!/usr/bin/env bash
# Makes the committed loops: 8 s of H.264 (Annex B) and 8 s of AAC (ADTS) per site. Needs ffmpeg with libx264 and the
# DejaVu Sans Mono font; nothing else in the project does. README.md tells what is in the picture and why.
set -euo pipefail
cd "$(dirname "$0")"

FRAMES=200                # 8 s at 25 fps
AUDIO_FRAMES=375          # 8 s at 48 kHz, 1024 samples a frame
FONT=${FONT:-/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf}
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

# block INDEX CONDITION: one 20x20 square of the code row, white on the frames where CONDITION holds.
block() { printf "drawbox=x=%d:y=0:w=20:h=20:color=white:t=fill:enable='%s'," $((20 + $1 * 20)) "$2"; }

# code SITE_NUMBER: the row of 14 squares: white, black, 8 bits of the frame number, 4 bits of the site number.
code() {
  printf "drawbox=x=0:y=0:w=320:h=20:color=black:t=fill,"
  block 0 1
  for bit in 7 6 5 4 3 2 1 0; do block $((9 - bit)) "gte(mod(n,$((2 << bit))),$((1 << bit)))"; done
  for bit in 3 2 1 0; do (($1 >> bit & 1)) && block $((13 - bit)) 1; done
}

# loop LETTER SITE_NUMBER COLOUR TONE_HZ
loop() {
  local letter=$1 name
  name=site-$(tr '[:upper:]' '[:lower:]' <<<"$letter")
  ffmpeg -v error -y -f lavfi -i "color=c=$3:s=320x180:r=25:d=8" -frames:v $FRAMES -vf "
    $(code "$2")
    drawtext=fontfile=$FONT:text=$letter:fontsize=100:fontcolor=white:x=40:y=50,
    drawtext=fontfile=$FONT:timecode='00\:00\:00\:00':rate=25:fontsize=24:fontcolor=white:x=130:y=110,
    drawtext=fontfile=$FONT:text=•:fontsize=40:fontcolor=white:x='150+110*(0.5-0.5*cos(2*PI*n/50))':y=45,
    format=yuv420p" \
    -c:v libx264 -profile:v main -preset veryslow -bf 0 -crf 18 -maxrate 150k -bufsize 100k \
    -x264-params "keyint=25:min-keyint=25:scenecut=0:open-gop=0:aud=1:repeat-headers=1:threads=1" \
    -bitexact -f h264 "$name.h264"
  # The encoder's first frames carry its start-up; a loop cut from later on joins its own end without a click.
  ffmpeg -v error -y -f lavfi -i "sine=frequency=$4:sample_rate=48000:duration=10" -ac 1 -c:a aac -b:a 32k -bitexact \
    -f adts "$WORK/$name.aac"
  ffmpeg -v error -y -i "$WORK/$name.aac" -c copy -ss 1 -frames:a $AUDIO_FRAMES -f adts "$name.aac"
}

loop A 1 0x1f4e9e 500
loop B 2 0xb8500f 750
