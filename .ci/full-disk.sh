#!/usr/bin/env bash
# A batch onto a disk that is too small: whole files only, and when there is room it goes on. A real disk, since a test in
# memory cannot see what the system leaves behind; mounting one asks for root. The same for a disk that is read-only.
set -euo pipefail
gongwen=$1 work=$2 disk=$2/disk
mkdir -p "$disk"
trap 'umount "$disk" 2> /dev/null || true' EXIT
run() { "$gongwen" batch data/examples/批量通知/通知.yaml --roster data/examples/批量通知/名册.csv --quiet "$@"; }
run -o "$work/whole" > /dev/null 2>&1

# Nothing half written, and every document is the one of the whole run.
whole_files() {
  [[ -z $(find "$disk" -name '.gongwen-*') ]] || { echo "half files are left"; exit 1; }
  find "$disk/输出" -name '*.docx' -print0 | while IFS= read -r -d '' file; do
    cmp "$file" "$work/whole/$(basename "$file")"
  done
}
expect() { grep -qF "$1" "$work/told" || { cat "$work/told"; echo "not told: $1"; exit 1; }; }

mount -t tmpfs -o size=128k tmpfs "$disk"
if run -o "$disk/输出" > /dev/null 2> "$work/told"; then echo "a full disk is no fault"; exit 1; fi
expect '错误[disk-full]：磁盘满了'
expect '中途停下了。接着做：同样的命令再运行一次，加上 --resume'
whole_files
mount -o remount,ro "$disk"
if run -o "$disk/输出" --resume > /dev/null 2> "$work/told"; then echo "a read-only disk is no fault"; exit 1; fi
expect '错误[no-permission]：没有权限使用'
mount -o remount,rw,size=64m "$disk"
run -o "$disk/输出" --resume > /dev/null 2>&1
whole_files
diff -r "$work/whole" "$disk/输出"
echo "a disk that was full and read-only: whole files, then the same bytes as one run"
