#!/usr/bin/env bash
# Our PDF of every example and specimen, with the judge's fonts, against what LibreOffice prints of the .docx.
#
# usage: pdf.sh GONGWEN REPORTS TOOLS WORK
#   REPORTS  what the page judge says of each .docx, NAME/STEM.json
#   TOOLS    the judge's folder
#   WORK     an empty folder for the PDFs
set -euo pipefail
gongwen=$1 reports=$2 tools=$3 work=$4
fonts=${GBT_TOOLS_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/gbt9704-tools}/fonts
[[ -d $fonts ]] || { echo "the judge's fonts are not at $fonts" >&2; exit 2; }

# The judge's fonts have names of their own: a house style for each page profile names them and changes nothing else.
for profile in 国标 显现; do
  cat > "$work/核对$profile.yaml" <<EOF
说明: 核对用的字体
继承: $profile
字体: {仿宋: GW FangSong, 楷体: GW KaiTi, 黑体: GW HeiTi, 小标宋: GW XiaoBiaoSong, 宋体: GW Song}
EOF
done

build() { # data folder profile more…
  "$gongwen" build "$1" -o "$work/$2" --to pdf --fonts "$fonts" --profile "$work/核对$3.yaml" "${@:4}" > /dev/null 2> "$work/told.txt" ||
    # Exit 1 tells of warnings. Characters that none of the judge's fonts has cannot be printed.
    { grep -q 'no-font\|警告' "$work/told.txt" || { cat "$work/told.txt" >&2; exit 1; }; }
}

for data in data/examples/*/资料.yaml; do
  build "$data" "$(basename "$(dirname "$data")")" 国标 --like-libreoffice
done
for data in data/specimens/*.yaml; do
  name=$(basename "$data" .yaml)
  case $name in
    白头论文 | 西文字体 | 生僻字) continue ;; # Profiles and fonts of their own.
    显现*) build "$data" "样张-$name" 显现 --like-libreoffice ;;
    *) build "$data" "样张-$name" 国标 --like-libreoffice ;;
  esac
done
python3 "$(dirname "$0")/pdf.py" "$reports" "$work" --judge "$tools/measure_gbt9704.py"

# As a user makes it: lines end as in Word. Same input, same bytes; the judge measures the page.
build data/examples/组织建设年/资料.yaml word 国标
build data/examples/组织建设年/资料.yaml again 国标
cmp "$work"/word/*.pdf "$work"/again/*.pdf
for file in "$work"/word/*.pdf; do
  "$tools/measure_gbt9704.py" --json "$file" > "$work/word.json" || true
  python3 - "$work/word.json" <<'PY'
import json, sys
report = json.load(open(sys.argv[1], encoding="utf-8"))
# Of a PDF the judge supposes that a line's characters stand in its middle; ours stand as LibreOffice and Word set them.
supposed = {"margin.top"}
bad = [check for check in report["checks"] if check["status"] == "fail" and check["id"] not in supposed]
for check in bad:
    print("  fail", check["id"], check["required"], check["measured"], sep="  ")
print(f"PDF as in Word: {report['pages']} pages, {report['score']}")
sys.exit(bool(bad))
PY
done
