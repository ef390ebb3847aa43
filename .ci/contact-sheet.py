#!/usr/bin/env python3
"""All specimens on one picture: the first and the last page of each document, with its name.

    contact-sheet.py TOOLS FOLDER OUT.png     FOLDER has 样张-<name>/*.docx (house styles in house/)
"""
import glob
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, sys.argv[1])
import gbtools  # noqa: E402

gbtools.use_venv()
from PIL import Image, ImageDraw, ImageFont  # noqa: E402

DPI, GAP, LABEL, COLUMNS = 26, 8, 18, 12


def pages(tools, docx):
    """First and last page, as pictures."""
    with tempfile.TemporaryDirectory() as work:
        pdf = os.path.join(work, "a.pdf")
        subprocess.run([sys.executable, os.path.join(tools, "gbtools.py"), docx, pdf], check=True,
                       stdout=subprocess.DEVNULL)
        subprocess.run(["pdftoppm", "-png", "-r", str(DPI), pdf, os.path.join(work, "p")], check=True)
        files = sorted(glob.glob(os.path.join(work, "p-*.png")))
        return [Image.open(file).convert("RGB").copy() for file in dict.fromkeys([files[0], files[-1]])]


def main(tools, folder, out):
    font_file = next(iter(sorted(glob.glob(os.path.join(gbtools.HOME, "fonts", "*HeiTi*")))), None)
    font = ImageFont.truetype(font_file, 13) if font_file else ImageFont.load_default()
    cells = []
    for docx in sorted(glob.glob(os.path.join(folder, "样张-*", "*.docx")) +
                       glob.glob(os.path.join(folder, "house", "样张-*", "*.docx"))):
        name = os.path.basename(os.path.dirname(docx)).removeprefix("样张-")
        cells += [(name if number == 0 else "", page) for number, page in enumerate(pages(tools, docx))]
    width, height = max(p.width for _, p in cells), max(p.height for _, p in cells)
    rows = -(-len(cells) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * (width + GAP) + GAP, rows * (height + LABEL + GAP) + GAP), (235, 235, 235))
    draw = ImageDraw.Draw(sheet)
    for index, (name, page) in enumerate(cells):
        x = GAP + index % COLUMNS * (width + GAP)
        y = GAP + index // COLUMNS * (height + LABEL + GAP)
        draw.text((x, y), name, font=font, fill=(40, 40, 40))
        sheet.paste(page, (x, y + LABEL))
    sheet.quantize(64).save(out, optimize=True)
    print(f"{out}: {len(cells)} pages")


main(*sys.argv[1:4])
