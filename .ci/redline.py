#!/usr/bin/env python3
"""Redlines of two drafts, judged: by the schema, by Microsoft's SDK, and by LibreOffice, which accepts and rejects all changes.

usage: redline.py GONGWEN WORK TOOLS
Every example is compared with a copy whose workbook was changed, and with the next example; text that LibreOffice has after
accepting everything must be that of the new draft, after rejecting everything that of the old one.
"""

import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Redline" script:language="StarBasic">
Sub Answer(list)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Dim stored(0) As New com.sun.star.beans.PropertyValue
  stored(0).Name = "FilterName" : stored(0).Value = "MS Word 2007 XML"
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  file = FreeFile
  Open list For Input As #file
  Do While Not EOF(file)
    Line Input #file, row
    If row &lt;&gt; "" Then
      parts = Split(row, "|")
      document = StarDesktop.loadComponentFromURL(parts(0), "_blank", 0, hidden())
      If parts(2) &lt;&gt; "" Then helper.executeDispatch(document.CurrentController.Frame, parts(2), "", 0, Array())
      document.storeToURL(parts(1), stored())
      document.close(True)
    End If
  Loop
  Close #file
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Redline"/>
</library:library>
"""
ACCEPT, REJECT = ".uno:AcceptAllTrackedChanges", ".uno:RejectAllTrackedChanges"


def said(path, boxes):
    """Words of the body's paragraphs and cells in order, without blanks and what stands empty: LibreOffice sets
    some of its own, and U+200D in empty cells of rows that are changed."""
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    lines = []

    def walk(node):
        for child in node:
            if child.tag == W + "p":
                words = []
                inside = []
                gather(child, words, inside)
                lines.append(re.sub(r"[\s\u200d]", "", "".join(words)))
                for box in inside if boxes else []:
                    walk(box)
            elif child.tag in (W + "tbl", W + "tr", W + "tc", W + "sdt", W + "sdtContent"):
                walk(child)

    def gather(node, words, inside):
        for child in node:
            if child.tag == W + "t":
                words.append(child.text or "")
            elif child.tag == W + "txbxContent":
                inside.append(child)
            elif child.tag.endswith("}Fallback") or child.tag in (W + "pPr", W + "instrText"):
                continue
            else:
                gather(child, words, inside)

    walk(root.find(W + "body"))
    return [line for line in lines if line]


def rows_in_boxes(path):
    """Whether rows come or go in a text box: LibreOffice 7.4 takes the whole table out then."""
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    rows = (row for box in root.iter(W + "txbxContent") for row in box.iter(W + "trPr"))
    return any(row.find(W + "ins") is not None or row.find(W + "del") is not None for row in rows)


def framed(path):
    """The words that stand in frames."""
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    frames = (p for p in root.iter(W + "p") if p.find(f"{W}pPr/{W}framePr") is not None)
    return ["".join(text.text or "" for text in frame.iter(W + "t")) for frame in frames]


def answered(jobs, work):
    """Opens documents in LibreOffice, answers their changes, stores them."""
    profile = work / "profile"
    office = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    quiet = {"check": True, "timeout": 600, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    # The first start makes the profile, and its library of macros.
    subprocess.run([*office, "--terminate_after_init"], **quiet)
    basic = profile / "user" / "basic" / "Standard"
    (basic / "Redline.xba").write_text(MACRO, encoding="utf-8")
    (basic / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    rows = [f"{source.as_uri()}|{target.as_uri()}|{command}" for source, target, command in jobs]
    listed = work / "list.txt"
    listed.write_text("\n".join(rows) + "\n", encoding="utf-8")
    subprocess.run([*office, f"macro:///Standard.Redline.Answer({listed})"], **quiet)


def changed(text):
    """A workbook after somebody worked on it: other numbers and words, an item less, one more, another order."""
    text = re.sub(r"(?<!\d)(\d)日前", r"1\1日前", text)
    text = text.replace("认真", "切实").replace("加强", "进一步加强", 4)
    lines = text.split("\n")
    item = re.compile(r"(\s+- )[^{\[:：#|\"]+$")
    for at in range(len(lines) - 1):
        one, two = item.match(lines[at]), item.match(lines[at + 1])
        if one and two and one[1] == two[1]:
            lines[at], lines[at + 1] = lines[at + 1] + "，并于月底前报送结果", lines[at]
            break
    return "\n".join(lines)


def main(gongwen, work, tools):
    work.mkdir(parents=True)
    gongwen = str(Path(gongwen).resolve())
    folder = work / "examples"
    shutil.copytree("data/examples", folder)

    def run(*arguments):
        done = subprocess.run([gongwen, *map(str, arguments)], capture_output=True, text=True, check=False)
        if done.returncode == 2:
            sys.exit(f"gongwen {' '.join(map(str, arguments))}\n{done.stderr}")
        return done.stdout.split()

    drafts = []
    for data in sorted(folder.glob("*/资料.yaml")):
        other = data.with_name("改过.yaml")
        other.write_text(changed(data.read_text(encoding="utf-8")), encoding="utf-8")
        pair = []
        for version in (data, other):
            built = run("build", version, "-o", version.parent / version.stem)
            pair.append(sorted(Path(path) for path in built))
        drafts.extend(zip(*pair))
    pairs = list(drafts)
    # LibreOffice 7.4 takes the wrong characters out of frames: documents with another red name are left out.
    crossed = [(drafts[at][0], drafts[at + 1][1]) for at in range(len(drafts) - 1)]
    pairs += [pair for pair in crossed if framed(pair[0]) == framed(pair[1])][:12]
    jobs, wanted = [], []
    redlines = []
    for number, (old, new) in enumerate(pairs):
        target = work / f"修订{number}.docx"
        if not run("diff", old, new, "-o", target, "--author", "张三", "--date", "2027-01-05"):
            continue
        redlines.append(target)
        for draft, command in ((new, ACCEPT), (old, REJECT)):
            made, plain = (work / f"{number}{command[5]}{end}.docx" for end in ("", "原"))
            jobs += [(target, made, command), (draft, plain, "")]
            wanted.append((target, draft, made, plain))
    subprocess.run([tools / "validate_ooxml.py", "--strict", *redlines], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([tools / "validate_sdk.sh", *redlines], check=True, stdout=subprocess.DEVNULL)
    answered(jobs, work)
    bad = joined = 0
    for redline, draft, made, plain in wanted:
        boxes = not rows_in_boxes(redline)
        has, should = said(made, boxes), said(plain, boxes)
        # LibreOffice 7.4 makes one of two changes of which one ends a paragraph and the other begins the next.
        joined += has != should and "".join(has) == "".join(should)
        if "".join(has) != "".join(should):
            bad += 1
            lost = [line for line in should if line not in has][:5]
            more = [line for line in has if line not in should][:5]
            print(f"{redline.name}, {made.name}, {draft.name}: lost {lost}, more {more}", file=sys.stderr)
    if bad:
        sys.exit(f"{bad} of {len(wanted)} answers of LibreOffice are not the draft")
    print(f"{len(redlines)} redlines are sound; LibreOffice accepted and rejected them to the drafts")
    print(f"in {joined} of {len(wanted)} answers it joined paragraphs")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    os.environ["LC_ALL"] = "C.UTF-8"
    main(sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve())
