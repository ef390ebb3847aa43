"""The notice of the peers' harness (`../shared/bench/content.json`) as a workbook, so that all make the same document.

    python3 benches/notice.py CONTENT.json WORKBOOK.yaml
"""

import json
import re
import sys


def main(content, target):
    blocks = json.load(open(content, encoding="utf-8"))["blocks"]

    def text(block):
        return re.sub(r"\{(\w+)\}", r"【\1】", block["t"])

    def first(kind):
        return next(block for block in blocks if block["k"] == kind)

    cut = next(at for at, block in enumerate(blocks) if block["k"] == "attachmark")
    unit = first("redhead")["t"].removesuffix("文件")
    copies = first("cc")["t"].removeprefix("抄送：").removesuffix("。").split("，")
    day = "{}-{:0>2}-{:0>2}".format(*re.findall(r"\d+", first("date")["t"]))
    name = first("attachtitle")["t"]
    table = first("table")
    caption = first("tablecaption")["t"]
    lines = ["单位:", f"  名称: {unit}", f"  印发机关: {unit}", f"  抄送机关: [{', '.join(copies)}]"]
    lines += ["名册:", "  单位列: unit_name", "  文件名: 【doc_seq】"]
    lines += ["通知事项:", "  正文: |"]
    lines += [f"    {text(block)}" for block in blocks[:cut] if block["k"] == "body"]
    lines += ["附件:", f"  - 名称: {name}", "    正文: |"]
    for block in blocks[cut + 2 :]:
        if block["k"] in ("body", "h1", "h2", "h3"):
            lines.append(f"      {text(block)}")
        elif block["k"] == "table":
            lines.append(f"      见表：{caption}")
    lines += ["表:", f"  - 名称: {caption}", f"    标题: {caption}"]
    lines += [f"    表头: [{', '.join(table['head'])}]", f"    列宽: {table['widths_mm']}", "    行:"]
    fields = ["site", "hazard", "measure", "due"]
    for number in range(1, 6):
        cells = ", ".join(f'"【item{number}_{field}】"' for field in fields)
        lines.append(f'      - ["{number}", {cells}]')
    for row in (table["total"], table["remark"]):
        cells = ", ".join(f'"{text({"t": cell})}"' for cell in row)
        lines.append(f"      - [{cells}]")
    lines += ["文稿:", "  - 文种: 通知", "    载体: 通知", f"    标题: {first('title')['t']}"]
    lines += [f"    发文字号: {text(first('docno'))}", f"    成文日期: {day}", f"    印发: {{日期: {day}}}"]
    lines += ["    不用: [缘由]", "    章节:", "      - {用: 通知事项, 标题: 无}"]
    with open(target, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


main(*sys.argv[1:])
