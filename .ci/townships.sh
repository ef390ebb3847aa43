#!/usr/bin/env bash
# The example's notice to the 1,403 real townships: all made, all distinct, all sound; killed and resumed; in parts; bound
# and packed.
set -euo pipefail
gongwen=$1 work=$2
mkdir -p "$work"
cp data/examples/批量通知/通知.yaml "$work/"
python3 .ci/townships.py ../shared/rosters/gansu-townships.csv "$work"
run() { "$gongwen" batch "$work/通知.yaml" --roster "$work/名册.csv" --quiet "$@"; }

run -o "$work/one" --jobs 1
run -o "$work/two" --jobs 2
diff -r "$work/one" "$work/two"
count=$(find "$work/one" -name '*.docx' | wc -l)
distinct=$(sha256sum "$work"/one/*.docx | cut -d' ' -f1 | sort -u | wc -l)
[[ $count == 1403 && $distinct == 1403 ]] || { echo "$count files, $distinct distinct"; exit 1; }

touch -d '2001-01-01' "$work"/one/*
run -o "$work/one"
rewritten=$(find "$work/one" -name '*.docx' -newermt '2001-01-02' | wc -l)
[[ $rewritten == 0 ]] || { echo "a second run rewrote $rewritten files"; exit 1; }

for try in 1 2 3 4 5 6 7 8 9 10; do
  # Some are asked to stop, as by ^C.
  signal=$((try > 7 ? 2 : 9))
  rm -rf "$work/killed"
  # The program itself and not a shell around it, so that it is what is killed.
  "$gongwen" batch "$work/通知.yaml" --roster "$work/名册.csv" --quiet -o "$work/killed" --jobs 1 > /dev/null 2>&1 &
  process=$!
  sleep "0.$((RANDOM % 9))"
  kill -$signal $process 2> /dev/null || true
  wait $process 2> /dev/null || true
  if compgen -G "$work/killed/*.docx" > /dev/null; then
    for file in "$work"/killed/*.docx; do cmp "$file" "$work/two/$(basename "$file")"; done
  fi
  run -o "$work/killed" --resume > /dev/null
  diff -r "$work/two" "$work/killed"
done

for part in 1 2 3; do run -o "$work/parts" --shard $part/3; done
"$gongwen" batch --merge "$work/parts"
rm "$work"/parts/manifest-*-of-*.json
diff -r "$work/two" "$work/parts"

# Volumes to print and the archive: any number of threads, nothing rewritten, killed and resumed, the archive as the folder is.
bound() { run --print --zip "$@" > /dev/null; }
bound -o "$work/bound" --jobs 1
bound -o "$work/bound-two" --jobs 2
diff -r "$work/bound" "$work/bound-two"
bound -o "$work/bound"
touch -d '2001-01-01' "$work"/bound/*
bound -o "$work/bound"
rewritten=$(find "$work/bound" -name '*.*' -newermt '2001-01-02' | wc -l)
[[ $rewritten == 0 ]] || { echo "a further run with --print --zip rewrote $rewritten files"; exit 1; }
for _ in 1 2 3; do
  rm -rf "$work/killed"
  "$gongwen" batch "$work/通知.yaml" --roster "$work/名册.csv" --quiet -o "$work/killed" --print --zip > /dev/null 2>&1 &
  process=$!
  sleep "0.$((RANDOM % 9))"
  kill -9 $process 2> /dev/null || true
  wait $process 2> /dev/null || true
  bound -o "$work/killed" --resume
  diff -r "$work/bound-two" "$work/killed"
done
python3 - "$work/bound" <<'PY'
import json, sys, zipfile
folder = sys.argv[1]
archive = zipfile.ZipFile(f"{folder}/公文.zip")
names = [entry["file"] for entry in json.load(open(f"{folder}/manifest.json", encoding="utf-8"))["documents"]]
papers = ["发文登记簿.xlsx", "签收表.xlsx", "manifest.json"]
assert archive.namelist() == names + papers, "the archive lists other files"
for name in names + papers[:2]:
    assert archive.read(name) == open(f"{folder}/{name}", "rb").read(), name
PY

mapfile -t sample < <(printf '%s\n' "$work"/two/*.docx | awk 'NR % 35 == 1')
sample+=("$work"/bound/打印稿-007.docx "$work"/bound/打印稿-015.docx)
../shared/tools/validate_ooxml.py --strict "${sample[@]}" > "$work/schema.log" || { cat "$work/schema.log"; exit 1; }
echo "1,403 notices: distinct, sound, not rewritten, resumed after ten kills and stops, in three parts, bound and packed; ${#sample[@]} validated"
