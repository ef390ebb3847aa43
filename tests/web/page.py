"""The page of `gongwen serve` in a real browser: a notice is filled in, a fault is found and mended, the file downloaded is the
one that `gongwen build` writes. Needs `pip install playwright` and Chromium (`apt-get install chromium`); says so and ends
without them.

    python3 tests/web/page.py [target/debug/gongwen] [FOLDER FOR SCREENSHOTS]
"""

import pathlib
import shlex
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

    # A field that is missing is told at its own place, with a star.
    number.fill("")
    wait_for(page, "缺少“发文字号”", findings)
    expect(page.locator(".bad", has=number)).to_contain_text("缺少“发文字号”")
    expect(page.locator("label.needed", has_text="发文字号")).to_be_visible()
    page.locator("#findings button", has_text="缺少“发文字号”").first.click()
    expect(number).to_be_focused()
    number.fill("某政发〔2026〕16号")
    wait_for(page, "没有发现问题", lambda page: page.locator("#count").inner_text())
    page.wait_for_timeout(1600)
    number.fill("某政发[2026]16号")
    wait_for(page, "[2026]", findings)
    page.wait_for_timeout(1600)
    number.fill("某政发〔2026〕16号")

    # Undo and redo, at once after the typing.
    page.click("#undo")
    wait_for(page, "[2026]", lambda page: page.locator("#yaml").input_value())
    page.click("#redo")
    wait_for(page, "某政发〔2026〕16号", lambda page: page.locator("#yaml").input_value())

    # Items grow and move.
    page.get_by_role("button", name="添加条目").first.click()
    wait_for(page, "名称: ''", lambda page: page.locator("#yaml").input_value())
    wait_for(page, '"条目",4', focused)
    page.keyboard.type("培训费用")
    expect(field(page, "通知事项", "条目", 4, "内容")).to_be_visible()
    wait_for(page, "五、培训费用", all_pages)
    page.screenshot(path=SHOTS / "4-item.png")

    # Without a mouse: an item moves, and the focus goes with it; one goes, and the focus stays near.
    down = page.get_by_role("button", name="条目第1条下移")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="条目第2条下移")).to_be_focused()
    page.keyboard.press("Control+z")
    wait_for(page, "一、培训时间", all_pages)
    # With an item go its fields: those that are filled in stand in front.
    page.get_by_role("button", name="条目第4条上移").press("Enter")
    wait_for(page, "三、培训内容", all_pages)
    expect(field(page, "通知事项", "条目", 2, "事项", 0)).to_be_visible()
    page.keyboard.press("Control+z")
    wait_for(page, "四、培训内容", all_pages)
    page.get_by_role("button", name="添加条目").first.press("Enter")
    wait_for(page, '["通知事项","条目",5,"名称"]', focused)
    page.get_by_role("button", name="条目第6条删去").press("Enter")
    expect(page.get_by_role("button", name="条目第5条删去")).to_be_focused()

    # An input method is not disturbed by what comes while it composes.
    method = page.context.new_cdp_session(page)
    title.focus()
    page.keyboard.press("End")
    for part in ["n", "ni", "ni h", "ni hao"]:
        method.send("Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)})
        page.wait_for_timeout(120)
    assert title.input_value().endswith("ni hao"), title.input_value()
    assert "ni" not in page.locator("#yaml").input_value()
    method.send("Input.insertText", {"text": "二"})
    wait_for(page, "培训班的通知二", lambda page: page.locator("#yaml").input_value())

    # What is typed in the text while an edit of the form is on its way is not lost.
    page.route("**/api/edit", lambda route: (time.sleep(0.5), route.continue_()))
    title.fill("某某县民政局关于举办社会救助业务培训班的通知")
    page.click("#tab-text")
    page.locator("#yaml").evaluate("box => { box.value += '# 注\\n'; box.dispatchEvent(new Event('input')); }")
    wait_for(page, "培训班的通知 ", lambda page: page.locator("#yaml").input_value())
    assert page.locator("#yaml").input_value().endswith("# 注\n")
    page.unroute("**/api/edit")

    # A text that nobody can read has no form; mended, it has one again.
    sound = page.locator("#yaml").input_value()
    page.fill("#yaml", "- 一\n- 二\n")
    wait_for(page, "先在“文本”里改好", lambda page: page.locator("#form").text_content())
    page.fill("#yaml", sound)
    page.click("#tab-form")
    expect(title).to_have_value("某某县民政局关于举办社会救助业务培训班的通知")

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

    # Changed in another program: shown when a person comes back; with unsaved work it is only told.
    come_back = "window.dispatchEvent(new Event('focus'))"
    saved.write_text(saved.read_text(encoding="utf-8").replace("三楼会议室", "五楼会议室"), encoding="utf-8")
    page.evaluate(come_back)
    wait_for(page, "五楼会议室", all_pages)
    expect(page.locator("#message")).to_contain_text("已经换成新的内容")
    expect(page.locator("#save")).to_be_disabled()
    field(page, "文稿", 0, "标题").fill("又一个标题")
    wait_for(page, "又一个标题")
    saved.write_text(saved.read_text(encoding="utf-8") + "# 别人加的\n", encoding="utf-8")
    page.evaluate(come_back)
    expect(page.locator("#message")).to_contain_text("打开以后被别的程序改过")
    assert "又一个标题" in page.locator("#yaml").input_value()
    field(page, "文稿", 0, "标题").fill("另一个标题")
    wait_for(page, "另一个标题")
    page.click("#save")
    expect(page.locator("#message")).to_contain_text("打开以后被别的程序改过")
    page.screenshot(path=SHOTS / "8-changed.png")
    batch(page, address)
    collect(page)
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


COLLECTION = """单位: 某某县民政局
表单:
  名称: 敬老院摸底表
  期次: 2026年4月
  栏目:
    - {名称: 床位数, 类型: 整数, 计量单位: 张}
    - {名称: 有无食堂, 类型: 是否}
评分标准:
  名称: 评分标准
  项目: [{项目: 食堂, 分值: 100, 办法: 是否, 按: 有无食堂}]
  等级: [{名称: 好, 不低于: 60}, {名称: 差, 不低于: 0}]
文稿:
  - {文种: 其他公文, 载体: 无, 标题: 敬老院摸底, 附件: 无, 章节: [{标题: 无, 正文: 请各镇填报。}]}
"""


def collect(page):
    """Who has reported, what is wrong, who is missing; and nothing is written."""
    here = FOLDER / "收 表"
    (here / "收回").mkdir(parents=True)
    (here / "资料.yaml").write_text(COLLECTION, encoding="utf-8")
    (here / "名册.csv").write_text("代码,单位名称\n" + "".join(f"10{at},第{at}镇\n" for at in range(1, 6)), encoding="utf-8")

    def sent(name, unit, beds, canteen):
        (here / "收回" / name).write_text(f"单位名称,床位数（张）,有无食堂\n{unit},{beds},{canteen}\n", encoding="utf-8")

    def files():
        return {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}

    expect(page.locator("#collection")).to_be_hidden()
    page.click("#choose")
    page.locator("#files button", has_text="收 表/资料.yaml").click()
    expect(page.locator("#file")).to_have_text("收 表/资料.yaml")
    expect(page.locator("#collection")).to_be_visible()

    # What is not saved is saved first, as for a batch.
    page.click("#tab-text")
    page.locator("#yaml").press("Control+End")
    page.locator("#yaml").type("# 注\n")
    page.click("#collection")
    expect(page.locator("#message")).to_contain_text("先按“保存”存盘")
    expect(page.locator("#collect")).to_be_hidden()
    page.click("#undo")
    expect(page.locator("#save")).to_be_disabled()
    page.click("#tab-form")

    # Nothing came back yet: everybody is missing. Roster and folder are those beside the workbook.
    before = files()
    page.click("#collection")
    expect(page.locator("#collect-folder")).to_have_value("收 表/收回")
    expect(page.locator("#collect-roster")).to_have_value("收 表/名册.csv")
    expect(page.locator("#collect-counts")).to_contain_text("未报5个")
    rows = page.locator("#collect-rows tr:visible")
    expect(rows).to_have_count(5)
    assert files() == before, "nothing is written"

    # Returns come in; read again they are there. What they say is text, whatever it looks like.
    sent("一.csv", "第1镇", 120, "有")
    sent("二 改.csv", "第2镇", "<b>约50</b>", "")
    sent("三.csv", "第3镇", 30, "无")
    sent("三（2）.csv", "第3镇", 31, "无")
    sent("别处.csv", "<img src=x>", 1, "有")
    page.click("#collect-again")
    expect(page.locator("#collect-counts")).to_contain_text("已报1个")
    for words in ["全部单位5个", "退回修改1个", "重复报送1个", "未报2个", "不知道是哪个单位的1份"]:
        expect(page.locator("#collect-counts button", has_text=words)).to_be_visible()
    expect(rows.nth(0)).to_have_text("101第1镇已报100好一.csv")
    expect(page.locator("#collect-strays")).to_contain_text("<img src=x>")
    assert page.locator("#collect img, #collect b").count() == 0

    # A unit's faults open under it, without a mouse.
    button = page.locator("#collect-rows button", has_text="2处要改")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    detail = page.locator("#collect-rows tr.detail:visible")
    expect(detail).to_contain_text("“床位数”写的是“<b>约50</b>”")
    expect(detail).to_contain_text("收 表/收回/二 改.csv B2")
    expect(detail).to_contain_text("怎么改：")
    page.screenshot(path=SHOTS / "12-collect.png")

    # What stands open stays open when it is read again.
    page.click("#collect-again")
    expect(page.locator("#collect-again")).to_be_enabled()
    expect(page.locator("#collect-again")).to_be_focused()
    expect(detail).to_contain_text("约50")

    # One state, some words, both; and all again.
    page.locator("#collect-counts button", has_text="未报").click()
    expect(rows).to_have_text(["104第4镇未报", "105第5镇未报"])
    expect(page.locator("#collect-nobody")).to_be_hidden()
    page.fill("#collect-search", "105")
    expect(rows).to_have_count(1)
    expect(page.locator("#collect-shown")).to_have_text("列出1个单位")
    page.fill("#collect-search", "没有这个")
    expect(page.locator("#collect-shown")).to_have_text("没有符合的")
    page.fill("#collect-search", "")
    page.locator("#collect-counts button", has_text="不知道是哪个单位的").click()
    expect(page.locator("#collect-grid")).to_be_hidden()
    expect(page.locator("#collect-nobody")).to_be_visible()
    page.locator("#collect-counts button", has_text="重复报送").click()
    page.locator("#collect-rows button", has_text="看是哪几份").click()
    expect(detail).to_contain_text("这个单位报了2份：三.csv、三（2）.csv")
    page.locator("#collect-counts button", has_text="全部单位").click()

    # The command gives the same in files.
    command = page.locator("#collect-command").input_value()
    assert command == 'gongwen collect read "收 表/资料.yaml" --roster "收 表/名册.csv" "收 表/收回" -o "收 表/汇总"', command
    told = subprocess.run(shlex.split(command.replace("gongwen", str(PROGRAM), 1)), cwd=FOLDER, capture_output=True, text=True, encoding="utf-8").stderr
    assert "5个单位：已报1个，退回修改1个，重复报送1个，未报2个；不知道是哪个单位的表1份" in told, told
    page.click("#collect-copy")
    expect(page.locator("#collect-copied")).to_have_text("已复制")

    # A list of units that is dropped here is one of this dialog.
    drop(page, "少些.csv", "代码,单位名称\n101,第1镇\n")
    expect(page.locator("#collect-roster")).to_have_value("收 表/少些.csv")
    expect(page.locator("#collect-counts")).to_contain_text("全部单位1个")
    expect(page.locator("#units")).to_be_hidden()

    # A narrow window.
    page.select_option("#collect-roster", "收 表/名册.csv")
    expect(page.locator("#collect-counts")).to_contain_text("全部单位5个")
    page.set_viewport_size({"width": 480, "height": 800})
    page.screenshot(path=SHOTS / "13-collect-narrow.png")
    assert page.evaluate("document.querySelector('#collect').scrollWidth <= document.querySelector('#collect').clientWidth"), "only the table scrolls sideways"
    page.set_viewport_size({"width": 1500, "height": 950})
    page.keyboard.press("Escape")
    expect(page.locator("#collect")).to_be_hidden()


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
