#!/usr/bin/env python3
"""How long a PDF takes: this program from the workbook, LibreOffice from the .docx, one after the other in one run.

usage: pdf.py GONGWEN DATA [--fonts DIR] [--rounds N]

Both are started cold each time, as a user does; the fastest of the rounds counts. Python's standard library only.
"""
import argparse
import pathlib
import subprocess
import tempfile
import time


def run(command):
    begin = time.perf_counter()
    done = subprocess.run([str(word) for word in command], capture_output=True)
    if done.returncode > 1:
        raise SystemExit(done.stderr.decode(errors="replace"))
    return time.perf_counter() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gongwen", type=pathlib.Path)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--fonts", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    fonts = ["--fonts", asked.fonts] if asked.fonts else []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        run([asked.gongwen, "build", asked.data, "-o", folder / "docx"])
        document = next((folder / "docx").glob("*.docx"))
        ours, theirs = [], []
        for _ in range(asked.rounds):
            ours.append(run([asked.gongwen, "build", asked.data, "--to", "pdf", "--force", "-o", folder / "pdf", *fonts]))
            profile = f"-env:UserInstallation=file://{folder}/profile"
            theirs.append(run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder / "lo", document]))
    print(f"gongwen {1000 * min(ours):.0f} ms, soffice {1000 * min(theirs):.0f} ms: {min(theirs) / min(ours):.0f} times")


if __name__ == "__main__":
    main()
