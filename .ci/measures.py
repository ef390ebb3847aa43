#!/usr/bin/env python3
"""What the page judge does not know, measured on the rendered page to a millimetre: the lines of a 信函, seals,
the stack of a joint issue, numbers on landscape pages.

    measures.py TOOLS FOLDER     FOLDER has 样张-信函/, 样张-印章/ … with their .docx
"""
import glob
import os
import subprocess
import sys
import tempfile

DPI = 300
MM = 25.4 / DPI
TEXT = 315 * 25.4 / 1440  # one 字 of 3号 in a line of 28


def pages(tools, folder, name):
    """Pages of a specimen as (width, height, red(x, y), dark(x, y)) in pixels."""
    docx = glob.glob(os.path.join(folder, "样张-" + name, "*.docx"))
    assert len(docx) == 1, f"{name}: {docx}"
    with tempfile.TemporaryDirectory() as work:
        pdf = os.path.join(work, "a.pdf")
        subprocess.run([sys.executable, os.path.join(tools, "gbtools.py"), docx[0], pdf], check=True,
                       stdout=subprocess.DEVNULL)
        subprocess.run(["pdftoppm", "-r", str(DPI), pdf, os.path.join(work, "p")], check=True)
        for file in sorted(glob.glob(os.path.join(work, "p-*.ppm"))):
            data = open(file, "rb").read()
            _, size, _, pixels = data.split(b"\n", 3)
            yield Page(*map(int, size.split()), pixels)


class Page:
    """A rendered page; lengths in millimetres."""

    def __init__(self, width, height, pixels):
        self.width, self.height, self.pixels = width, height, pixels

    def row(self, y):
        return self.pixels[3 * y * self.width:3 * (y + 1) * self.width]

    @staticmethod
    def is_red(r, g, b):
        return r > 150 and g < 130 and b < 130

    def red(self, top=0, bottom=10 ** 6):
        """Red pixels between two heights: list of (x, y) in mm."""
        found = []
        for y in range(int(top / MM), min(self.height, int(bottom / MM))):
            row = self.row(y)
            if b"\xff\x00\x00" not in row and not any(
                    self.is_red(*row[i:i + 3]) for i in range(0, len(row), 12)):
                continue
            for x in range(self.width):
                if self.is_red(*row[3 * x:3 * x + 3]):
                    found.append((x * MM, y * MM))
        return found

    def dark_columns(self, left, right, top, bottom):
        """For each column between two x the heights of its dark pixels."""
        for x in range(int(left / MM), int(right / MM)):
            ys = [y * MM for y in range(int(top / MM), int(bottom / MM))
                  if sum(self.row(y)[3 * x:3 * x + 3]) < 300]
            yield x * MM, ys


faults = []


def near(what, measured, wanted, tolerance=1.0):
    fine = abs(measured - wanted) <= tolerance
    print(f"{'pass' if fine else 'FAIL'}  {what}: {measured:.1f} mm, wanted {wanted:.1f} ± {tolerance}")
    if not fine:
        faults.append(what)


def holds(what, fine):
    print(f"{'pass' if fine else 'FAIL'}  {what}")
    if not fine:
        faults.append(what)


def groups(values, apart):
    """Sorted values in groups that are further apart than so much."""
    found = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= apart:
            found[-1].append(value)
        else:
            found.append([value])
    return found


def letter(tools, folder):
    page = next(pages(tools, folder, "信函"))
    above = page.red(bottom=100)
    rows = groups({y for _, y in above}, 2.0)
    mark, line = rows[0], rows[1]
    near("信函 发文机关标志上边缘", mark[0], 30)
    near("信函 标志至上双线", line[0] - mark[-1], 4)
    below = page.red(top=250)
    near("信函 下双线至页底", page.height * MM - max(y for _, y in below), 20)
    for which, points in (("上", [p for p in above if p[1] >= line[0]]), ("下", below)):
        near(f"信函 {which}双线左端", min(x for x, _ in points), 20)
        near(f"信函 {which}双线右端", max(x for x, _ in points), 190)
    heights = {y for _, y in below}
    holds("信函 双线是两条", len(groups({y for x, y in below if 100 < x < 101}, MM * 1.5)) == 2 and heights)


def seal(tools, folder):
    page = list(pages(tools, folder, "印章"))[-1]
    points = page.red()
    xs, ys = [x for x, _ in points], [y for _, y in points]
    near("印章 宽", max(xs) - min(xs), 45)
    near("印章 高", max(ys) - min(ys), 45)
    # 2026年8月20日 is 6.5 字 wide and 4 from the right edge of 版心.
    near("印章 中心至成文日期中心", (max(xs) + min(xs)) / 2, 184 - (4 + 6.5 / 2) * TEXT)


def joint(tools, folder):
    first, *_, last = list(pages(tools, folder, "联合行文"))
    head = first.red(bottom=125)
    near("联合行文 标志上边缘", min(y for _, y in head), 72)
    # Names end where 文件 begins, further apart than two characters of a name.
    columns = groups({x for x, _ in head if True}, 3.0)
    holds("联合行文 名称与“文件”左右分开", len(columns) >= 2)
    rows = groups({y for x, y in head if x < columns[0][-1]}, 1.2)
    names = [r for r in rows if r[-1] - r[0] > 4]
    holds("联合行文 三行名称", len(names) == 3)
    edges = [([x for x, y in head if r[0] <= y <= r[-1] and x <= columns[0][-1]]) for r in names]
    for edge in edges[1:]:
        near("联合行文 名称左端对齐", min(edge), min(edges[0]))
        near("联合行文 名称右端对齐", max(edge), max(edges[0]))
    middle = (names[0][0] + names[-1][-1]) / 2
    beside = [y for x, y in head if x > columns[0][-1] + 1]
    near("联合行文 “文件”上下居中", (min(beside) + max(beside)) / 2, middle)
    rings = groups({x for x, _ in last.red()}, 0.4)
    holds(f"联合行文 三枚印章不相交不相切（{len(rings)}）", len(rings) == 3)
    for ring in rings:
        near("联合行文 印章宽", ring[-1] - ring[0], 45)
    holds("联合行文 印章不出版心", rings[0][0] >= 28 and rings[-1][-1] <= 184)


def landscape(tools, folder):
    turned = [(n, page) for n, page in enumerate(pages(tools, folder, "横排表"), 1) if page.width > page.height]
    holds("横排 两页", len(turned) == 2)
    for number, page in turned:
        # The sheet's foot is the left margin: what is x there is the distance from the foot.
        columns = [(x, ys) for x, ys in page.dark_columns(20, 34, 28, 184) if ys]
        dash = max(columns, key=lambda column: len(column[1]))
        ys = [y for _, column in columns for y in column]
        near(f"横排 第{number}页页码一字线距版心下边缘", 297 - dash[0] - 262, 7)
        if number % 2:
            near(f"横排 第{number}页（单）页码右空一字", 184 - max(ys), 4.94)
        else:
            near(f"横排 第{number}页（双）页码左空一字", min(ys) - 28, 4.94)


if __name__ == "__main__":
    for check in (letter, seal, joint, landscape):
        check(sys.argv[1], sys.argv[2])
    if faults:
        sys.exit(f"{len(faults)} measures are wrong")
