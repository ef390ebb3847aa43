#!/usr/bin/env bash
# Forms to 1,403 townships and back: returns with planted faults, half of them saved again by LibreOffice, read by the tests; the
# forms themselves by Microsoft's SDK, their locks and lists after LibreOffice had them.
#   .ci/collect.sh GONGWEN WORK
set -euo pipefail
gongwen=$1 work=$2
tools=../shared/tools
mkdir -p "$work/sent" "$work/again" "$work/forms"

GONGWEN_SHARED=../shared GONGWEN_RETURNS=$work/sent cargo test --test all -- --ignored townships_send_their_forms

cat > "$work/资料.yaml" <<'YAML'
单位: {名称: 某某县委组织部}
表单:
  名称: 调查摸底表
  栏目:
    - {名称: 党员数, 类型: 整数, 计量单位: 名, 最小: 0}
    - {名称: 书记配备, 选项: [专职, 兼职, 空缺]}
    - {名称: 换届日期, 类型: 日期}
    - {名称: 问题, 可以不填: 是}
YAML
for run in first second; do
  "$gongwen" collect make "$work/资料.yaml" --roster ../shared/rosters/gansu-townships.csv -o "$work/$run" > /dev/null
done
diff -r "$work/first" "$work/second"
count=$(find "$work/first" -name '*.xlsx' | wc -l)
(( count == 1403 )) || { echo "$count forms, not 1,403"; exit 1; }
all=("$work"/first/*.xlsx)
for i in 0 1 2; do cp "${all[$i]}" "$work/forms/$i.xlsx"; done
"$tools/validate_sdk.sh" "$work"/forms/*.xlsx

if ! ls /usr/lib/libreoffice/program/libsclo.so > /dev/null 2>&1; then
  { timeout 120 apt-get update && DEBIAN_FRONTEND=noninteractive timeout 300 apt-get install -y -qq --no-install-recommends libreoffice-calc; } > /dev/null 2>&1 || true
fi
if ! ls /usr/lib/libreoffice/program/libsclo.so > /dev/null 2>&1; then
  echo "left out: LibreOffice Calc cannot be had here; returns were not saved again"
  exit 0
fi
saved() { # kind, from, to: of the sorted list of returns
  (cd "$work/sent" && find . -name '*.xlsx' | sort | sed -n "$2,$3p" \
    | xargs -n 60 timeout 300 soffice --headless --convert-to "$1" --outdir "$work/again" > /dev/null 2>&1)
}
saved xlsx 1 460
saved ods 461 620
saved xls 621 720
GONGWEN_SHARED=../shared GONGWEN_RETURNS=$work/again cargo test --test all -- --ignored townships_saved_again

# What LibreOffice has understood of a form: it is locked, and has its lists and bounds.
timeout 120 soffice --headless --convert-to xlsx --outdir "$work/understood" "$work/forms/1.xlsx" > /dev/null 2>&1
python3 - "$work/understood/1.xlsx" <<'PY'
import re, sys, zipfile
sheet = zipfile.ZipFile(sys.argv[1]).read("xl/worksheets/sheet1.xml").decode()
assert re.search(r'<sheetProtection[^>]*sheet="(true|1)"', sheet), "it is not locked"
assert len(re.findall(r"<dataValidation ", sheet)) >= 4, "its bounds are gone"
assert re.search(r'<dataValidation [^>]*type="list"', sheet), "its lists are gone"
print("locked, with its lists and bounds")
PY

# What a form says of itself while it is filled in, as LibreOffice reckons it.
"$gongwen" collect make data/examples/调查摸底/资料.yaml --roster data/examples/调查摸底/名册.csv -o "$work/example" > /dev/null
mkdir -p "$work/filled" "$work/user/user"
cat > "$work/user/user/registrymodifications.xcu" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
XML
python3 - "$work/example/东岗街道.xlsx" "$work/filled" <<'PY'
import re, sys, zipfile
source, folder = sys.argv[1:]
whole = "3 2 4 5 6 7 4 3 0 1 95 是 否 0".split()
returns = {
    "blank": [],
    "begun": ["3", "2", "", "", "", "", "9"],
    "whole": whole,
    "crossed": whole[:6] + ["14", "3", "0", "11"] + whole[10:],
    "worded": whole[:3] + ["5人"] + whole[4:],
}
for name, values in returns.items():
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(f"{folder}/{name}.xlsx", "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                sheet = data.decode()
                # The row to fill in: numbers look otherwise than words.
                looks = lambda row: [re.search(rf'<c r="{column}{row}" s="(\d+)"/>', sheet) for column in "BM"]
                rows = [row for row in re.findall(r'<row r="(\d+)"', sheet) if all(looks(row))]
                row, = [row for row in rows if len({look[1] for look in looks(row)}) == 2]
                for column, value in zip("BCDEFGHIJKLMNO", values):
                    number = value.isdigit()
                    kind = "" if number else ' t="inlineStr"'
                    inner = f"<v>{value}</v>" if number else f"<is><t>{value}</t></is>"
                    if value:
                        blank = re.search(rf'<c r="{column}{row}"( s="\d+")/>', sheet)
                        filled = f'<c r="{column}{row}"{blank[1]}{kind}>{inner}</c>'
                        sheet = sheet.replace(blank[0], filled)
                data = sheet.encode()
            new.writestr(part, data)
PY
timeout 300 soffice "-env:UserInstallation=file://$work/user" --headless --convert-to csv:"Text - txt - csv (StarCalc)":44,34,76,1 \
  --outdir "$work/said" "$work"/filled/*.xlsx > /dev/null 2>&1
said() { # file, what it says
  local line
  line=$(grep -h '^"核对"' "$work/said/$1.csv" | cut -d'"' -f4) || true
  [[ $line == "$2" ]] || { echo "$1: the form says ${line}, not $2"; exit 1; }
}
said blank 还没有填
said begun “支部”“在职”“离退”“流动”“兼职”“应建未建”“届满未换届”“培训率”“有无活动场所”“经费列入预算”“责任事故”没有填好。
said whole 已填齐，各栏相符
said crossed 书记数不能多于党组织数。届满未换届的不能多于党组织数。
said worded “在职”没有填好。
echo "forms say what is wrong with them"
