"""The page of `gongwen serve` in a real browser: a notice is filled in, a fault is found and mended, the file downloaded is the
one that `gongwen build` writes. Needs `pip install playwright` and Chromium (`apt-get install chromium`); says so and ends
without them.

    python3 tests/web/page.py [target/debug/gongwen] [FOLDER FOR SCREENSHOTS]
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile


def skip(why):
    print(f"没有运行：{why}")
    sys.exit(0)


try:
    from playwright.sync_api import expect, sync_playwright
except ImportError:
    skip("没有 playwright（pip install playwright）")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if CHROMIUM is None:
    skip("没有 Chromium（apt-get install chromium）")

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/debug/gongwen").resolve()
FOLDER = pathlib.Path(tempfile.mkdtemp())
SHOTS = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER
SHOTS.mkdir(parents=True, exist_ok=True)


def first_page(page):
    return page.locator("#pages svg").first.evaluate("svg => [...svg.querySelectorAll('text')].map(t => t.textContent).join('')")


def all_pages(page):
    return page.locator("#pages").evaluate("pages => [...pages.querySelectorAll('text')].map(t => t.textContent).join('')")


def wait_for(page, words, what=first_page, seconds=15):
    end = time.time() + seconds
    while time.time() < end:
        if words in what(page):
            return
        time.sleep(0.1)
    page.screenshot(path=SHOTS / "fault.png")
    raise AssertionError(f"“{words}” does not come: {what(page)[:600]}")


def focused(page):
    """Path and value of the field that a person is in."""
    return page.evaluate("(document.activeElement.dataset.key || '') + (document.activeElement.value || '')")


def findings(page):
    return page.locator("#findings").inner_text()


def field(page, *path):
    """The control of a field, by its path."""
    import json
    key = json.dumps(list(path), ensure_ascii=False, separators=(",", ":"))
    return page.locator(f"[data-key='{key}']")


def run(page, address):
    outside = []
    page.on("request", lambda request: outside.append(request.url) if not request.url.startswith(("http://127.0.0.1:", "blob:", "data:")) else None)
    faults = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" and "409" not in said.text and "422" not in said.text else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    expect(page.locator("#chooser")).to_be_visible()
    page.select_option("#kind", "通知")
    page.fill("#unit", "某某县民政局")
    page.screenshot(path=SHOTS / "1-begin.png")
    page.click("#begin button")
    wait_for(page, "某某县民政局关于举办业务骨干培训班的通知")
    page.screenshot(path=SHOTS / "2-notice.png")

    # A field is filled in, and page 1 follows.
    title = field(page, "文稿", 0, "标题")
    title.fill("某某县民政局关于举办社会救助业务培训班的通知")
    wait_for(page, "社会救助业务培训班")
    assert "社会救助业务培训班" in page.locator("#yaml").input_value()
    assert "# 改成本单位的字号" in page.locator("#yaml").input_value(), "the comments stay"

    # A planted fault is told at its field, and goes when it is mended.
    number = field(page, "文稿", 0, "发文字号")
    number.fill("某政发[2026]16号")
    wait_for(page, "2026", findings)
    expect(page.locator(".bad", has=number).first).to_be_visible()
    page.screenshot(path=SHOTS / "3-fault.png")
    page.locator("#findings button", has_text="2026").first.click()
    assert page.evaluate("document.activeElement.dataset.key || document.activeElement.id") != "", "a finding leads to a field"
    page.wait_for_timeout(1600)
    number.fill("某政发〔2026〕16号")
    end = time.time() + 10
    while "[2026]" in findings(page) and time.time() < end:
        time.sleep(0.1)
    assert "[2026]" not in findings(page), findings(page)

    # Undo and redo.
    page.click("#undo")
    wait_for(page, "[2026]", lambda page: page.locator("#yaml").input_value())
    page.click("#redo")
    wait_for(page, "某政发〔2026〕16号", lambda page: page.locator("#yaml").input_value())

    # Items grow and move.
    page.get_by_role("button", name="添加条目").first.click()
    wait_for(page, "名称: ''", lambda page: page.locator("#yaml").input_value())
    wait_for(page, "通知事项", focused)
    page.keyboard.type("培训费用")
    wait_for(page, "五、培训费用", all_pages)
    page.screenshot(path=SHOTS / "4-item.png")

    # A word on the page leads to its field.
    page.locator("#pages text", has_text="三楼会议室").first.click()
    wait_for(page, "三楼会议室", focused)

    # The text has line numbers, keys to choose from, and what is typed there shows in the form.
    page.click("#tab-text")
    page.screenshot(path=SHOTS / "5-text.png")
    box = page.locator("#yaml")
    box.press("Control+End")
    box.type("缘")
    expect(page.locator("#keys")).to_be_visible()
    page.screenshot(path=SHOTS / "6-keys.png")
    box.press("Enter")
    assert box.input_value().endswith("缘由: "), box.input_value()[-20:]
    page.click("#undo")
    assert "缘由" not in box.input_value()
    page.click("#tab-form")

    # Unsaved work outlives a reload.
    page.reload()
    wait_for(page, "五、培训费用", all_pages)
    page.screenshot(path=SHOTS / "7-restored.png")

    # Saved, and not over what somebody else wrote.
    page.click("#save")
    page.fill("#name", "通知.yaml")
    page.click("#name-form button[type=submit]")
    expect(page.locator("#file")).to_have_text("通知.yaml")
    saved = FOLDER / "通知.yaml"
    assert "培训费用" in saved.read_text(encoding="utf-8")
    with page.expect_download() as kept:
        page.click("#docx")
    subprocess.run([PROGRAM, "build", "通知.yaml", "-o", "输出"], cwd=FOLDER, check=True, capture_output=True)
    built = next((FOLDER / "输出").glob("*.docx"))
    assert kept.value.suggested_filename == built.name, (kept.value.suggested_filename, built.name)
    assert pathlib.Path(kept.value.path()).read_bytes() == built.read_bytes(), "the bytes of `gongwen build`"

    saved.write_text(saved.read_text(encoding="utf-8") + "# 别人加的\n", encoding="utf-8")
    field(page, "文稿", 0, "标题").fill("另一个标题")
    wait_for(page, "另一个标题")
    page.click("#save")
    expect(page.locator("#message")).to_contain_text("打开以后被别的程序改过")
    page.screenshot(path=SHOTS / "8-changed.png")
    batch(page, address)
    assert not outside, outside
    assert not faults, faults


def drop(page, name, text):
    """Drops a file on the page as a person does."""
    page.evaluate("""([name, text]) => {
        const files = new DataTransfer();
        files.items.add(new File([text], name));
        for (const kind of ['dragenter', 'dragover', 'drop']) {
            document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
        }
    }""", [name, text])


def batch(page, address):
    """A roster of 50 gives 50 files: those of `gongwen batch`."""
    shutil.copytree(ROOT / "data/examples/批量通知", FOLDER / "批量")
    head, *rows = (FOLDER / "批量/名册.csv").read_text(encoding="utf-8").splitlines()
    cells = [row.split(",") for row in rows]
    more = [",".join([str(int(row[0]) + 500000), *row[1:4], row[4] + "二", *row[5:]]) for row in cells[:20]]
    page.reload()
    page.click("#choose")
    page.locator("#files button", has_text="批量/通知.yaml").click()
    expect(page.locator("#file")).to_have_text("批量/通知.yaml")

    # A fault in a row is told with its cell, and nothing is written.
    drop(page, "五十个单位.csv", "\n".join([head, *rows, *more, more[0]]))
    expect(page.locator("#units")).to_be_visible()
    expect(page.locator("#units-findings")).to_contain_text("五十个单位.csv A52")
    expect(page.locator("#units-make")).to_be_disabled()
    page.screenshot(path=SHOTS / "9-row-fault.png")
    assert not (FOLDER / "批量/通知-批量输出").exists()

    drop(page, "五十个单位.csv", "\n".join([head, *rows, *more]))
    expect(page.locator("#units-make")).to_have_text("生成50份")
    assert page.locator("#roster").input_value() == "批量/五十个单位.csv", "the mended list takes the place of the faulty one"
    expect(page.locator("#units-rows tr")).to_have_count(50)
    expect(page.locator("#units-rows")).to_contain_text("可以做")
    assert not (FOLDER / "批量/通知-批量输出").exists(), "it was only tried"
    page.screenshot(path=SHOTS / "10-tried.png")
    page.click("#units-make")
    expect(page.locator("#archive")).to_be_enabled(timeout=60000)
    page.screenshot(path=SHOTS / "11-made.png")
    made = sorted((FOLDER / "批量/通知-批量输出").glob("*.docx"))
    assert len(made) == 50, len(made)
    with page.expect_download() as kept:
        page.click("#archive")
    with zipfile.ZipFile(kept.value.path()) as archive:
        inside = {name: archive.read(name) for name in archive.namelist() if name.endswith(".docx")}
    assert inside == {path.name: path.read_bytes() for path in made}
    command = [PROGRAM, "batch", "通知.yaml", "--roster", "五十个单位.csv", "-o", "命令"]
    subprocess.run(command, cwd=FOLDER / "批量", check=True, capture_output=True)
    assert inside == {path.name: path.read_bytes() for path in (FOLDER / "批量/命令").glob("*.docx")}
    page.click("#units-close")


def main():
    server = subprocess.Popen([PROGRAM, "serve", FOLDER, "--port", "8931"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        address = server.stdout.readline().strip()
        with sync_playwright() as tool:
            browser = tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1500, "height": 950}, accept_downloads=True, locale="zh-CN")
            run(page, address)
            browser.close()
        print("网页没有问题")
    finally:
        server.terminate()


main()
