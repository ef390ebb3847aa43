#!/usr/bin/env python3
"""Our own PDF against the .docx of the same document as LibreOffice prints it.

usage: pdf.py REPORTS PDFS [--judge ../shared/tools/measure_gbt9704.py]

REPORTS  a folder of folders with what the page judge says of each .docx (`measure_gbt9704.py --json`), NAME/STEM.json
PDFS     a folder of folders with our PDFs of the same documents, NAME/STEM.pdf, made with the judge's fonts

The PDFs are made with `--like-libreoffice`: Word lets a mark hang over the edge where LibreOffice takes a character along, so
that their lines end at other places. Of each document: as many pages; no character lost or added; on each page the same lines
with the same text; each line and rule within half a millimetre. What differs otherwise stands in KNOWN with its reason.

Exit 0: all agree; 1: something does not; 2: cannot run. Python's standard library only.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys

# How far a line or rule may be off, in millimetres; in a table LibreOffice adds the thickness of the rules to each row.
OFF, OFF_IN_TABLE = 0.5, 1.5

# Documents that differ by more than single lines: how the name ends → reason.
CHART = "a chart is drawn by each program in its own way"
KEPT = "a paragraph that is kept with 署名 moves as a whole in LibreOffice; Word moves its last line"
BLANK = "LibreOffice prints no blank page before an even one"
RAISED = "raised numbers are a little smaller in LibreOffice"
ROWS = "LibreOffice makes each row of a table a little higher: below nine rows what follows stands 0.7 mm lower"
KNOWN = {
    "健康服务年活动工作总结": CHART,
    "健康服务年活动半年小结": CHART,
    "全县汛前雨量站点检查情况报告": CHART,
    "健康服务年活动自查报告": KEPT,
    "关于做好强降雨防范工作的紧急通知": KEPT,
    "关于做好馆藏图书清点工作的通知": BLANK,
    "显现横排表/关于做好小型水库汛期巡查工作的通知": BLANK,
    "强化质监机关基层党组织服务": RAISED,
    "街道党组织调查摸底和分类定级的通知": ROWS,
}
# Least share of lines that are the same, in percent.
LEAST = 98


def lines(report):
    """Every line of a report: page, height, left end, text without blanks."""
    for page in report["page_data"]:
        for line in page["text"]:
            # The dots of 目录 are no text: each program sets as many as it has room for.
            text = re.sub(r"[.…·]{3,}", "", "".join(line["text"].split()))
            if text:
                yield page["page"], line["y_mm"], line["x0_mm"], text, line["table"]


def rules(report):
    for page in report["page_data"]:
        for rule in page["rules"]:
            if not rule["table"]:
                yield page["page"], rule["y_mm"], rule["x0_mm"], rule["width_mm"]


def compare(theirs, ours):
    """What differs: lists of (kind, words)."""
    found = []
    if theirs["pages"] != ours["pages"]:
        found.append(("pages", f"{theirs['pages']} 页，PDF {ours['pages']} 页"))
        return 0, 0, found
    left, right = list(lines(theirs)), list(lines(ours))
    count = lambda lines: collections.Counter(c for *_, text, _ in lines for c in text)
    if lost := count(left) - count(right):
        found.append(("text", f"PDF 里没有：{''.join(lost.elements())[:60]}"))
    # Page numbers of landscape pages stand in text boxes, which LibreOffice turns into pictures of text.
    if more := [c for c in count(right) - count(left) if c not in "—0123456789"]:
        found.append(("text", f"PDF 里多出：{''.join(more)[:60]}"))
    known = {}
    for page, y, x, text, _ in right:
        known.setdefault((page, text), []).append((y, x))
    same = 0
    for page, y, x, text, in_table in left:
        off = OFF_IN_TABLE if in_table else OFF
        places = known.get((page, text))
        if not places:
            found.append(("line", f"第{page}页：{text[:40]}"))
            continue
        near = min(places, key=lambda place: abs(place[0] - y) + abs(place[1] - x))
        places.remove(near)
        if not places:
            del known[page, text]
        if abs(near[0] - y) > off or abs(near[1] - x) > OFF:
            found.append(("place", f"第{page}页“{text[:20]}”：({x:.1f}, {y:.1f})，PDF ({near[1]:.1f}, {near[0]:.1f})"))
        else:
            same += 1
    for page, y, x, width in rules(theirs):
        near = [r for r in rules(ours) if r[0] == page and abs(r[1] - y) <= OFF and abs(r[2] - x) <= OFF and abs(r[3] - width) <= OFF]
        if not near:
            found.append(("rule", f"第{page}页 {y:.1f} 毫米处的线（{x:.1f} 起，长 {width:.1f}）"))
    return len(left), same, found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("reports", type=pathlib.Path)
    parser.add_argument("pdfs", type=pathlib.Path)
    parser.add_argument("--judge", default="../shared/tools/measure_gbt9704.py")
    asked = parser.parse_args()
    total = agree = faults = documents = 0
    for pdf in sorted(asked.pdfs.glob("*/*.pdf")):
        report = asked.reports / pdf.parent.name / f"{pdf.stem}.json"
        if not report.exists():
            continue
        done = subprocess.run([asked.judge, "--json", str(pdf)], capture_output=True, text=True)
        if done.returncode == 2 or not done.stdout.strip():
            sys.exit(f"{pdf}: {done.stderr.strip()}")
        count, same, found = compare(json.loads(report.read_text(encoding="utf-8")), json.loads(done.stdout))
        name = f"{pdf.parent.name}/{pdf.stem}"
        known = next((reason for end, reason in KNOWN.items() if name.endswith(end)), None)
        documents += 1
        if not known:
            total, agree = total + count, agree + same
        broken = [words for kind, words in found if kind == "line"]
        other = [f"{kind}: {words}" for kind, words in found if kind != "line"]
        if broken or other:
            print(f"{name}: {same}/{count} 行相同" + (f"（{known}）" if known else ""))
        for words in (other[:12] if not known else []):
            print(f"    {words}")
        faults += 0 if known else len(other)
    share = 100 * agree / max(total, 1)
    print(f"{documents} 件，{total} 行，{agree} 行相同（{share:.2f} %）")
    if documents == 0:
        sys.exit(2)
    sys.exit(1 if faults or share < LEAST else 0)


if __name__ == "__main__":
    main()
