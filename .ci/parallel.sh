#!/usr/bin/env bash
# The READMEs' commands that spread a batch: run as they stand there, the joined parts are the whole run, byte for byte.
set -euo pipefail
gongwen=$(realpath "$1") work=$2 page=$(realpath README.md)
mkdir -p "$work/bin"
ln -sf "$gongwen" "$work/bin/gongwen"
PATH=$work/bin:$PATH
cp data/examples/批量通知/{通知.yaml,名册.csv,问题清单.csv} "$work/"
cd "$work"
gongwen batch 通知.yaml --roster 名册.csv -o 一次 --quiet

# A line of the page that begins so.
line() { grep -m 1 "^$1" "$page" || { echo "README.md has no line “$1…”" >&2; exit 1; }; }
joined() {
  rm 输出/manifest-*-of-*.json
  diff -r 一次 输出
  rm -r 输出
}

eval "$(line 'parallel -j 4 gongwen batch')"
eval "$(line 'gongwen batch --merge 输出')"
joined

# The index of a task counts from 0.
for index in 0 1 2 3; do
  JOB_COMPLETION_INDEX=$index bash -c "$(line 'gongwen batch .*JOB_COMPLETION_INDEX')"
done
gongwen batch --merge 输出
joined

# Parts that are killed at once go on at once: none takes the others' files away.
parallel -j 4 'timeout -s KILL 0.0{} gongwen batch 通知.yaml --roster 名册.csv -o 输出 --quiet --jobs 1 --shard {}/4' ::: 1 2 3 4 || true
parallel -j 4 gongwen batch 通知.yaml --roster 名册.csv -o 输出 --quiet --jobs 1 --resume --shard {}/4 ::: 1 2 3 4
gongwen batch --merge 输出
[[ -z $(find 输出 -name '.gongwen-*') ]] || { echo "half files are left"; exit 1; }
joined
echo "spread with GNU parallel and by index, broken off and resumed: the same bytes as one run"
