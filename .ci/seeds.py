#!/usr/bin/env python3
"""The examples of data/examples against the documents that they were made after (../shared/seeds, ../shared/real/texts).

usage: seeds.py --gongwen target/release/gongwen --shared ../shared [--only structure|through|leaks]

structure  Each example, built, has its seed's headings in the same order and levels, its dates, its numbers and its
           cited documents. Every difference is listed with the seed's line; one that is accepted stands in ACCEPTED
           with its reason. An accepted difference that no longer occurs is a fault, too.
through    The seed's own text, given as 正文 of a workbook made on the fly, comes out of the .docx character for
           character, after `normal`. Where a seed numbers its levels in its own way (`levels`), the numbers at the
           beginning of paragraphs are left out on both sides: the program sets them by the standard.
leaks      No clause of 14 Han characters or more of a seed or of a real document stands in the repository: the
           examples carry facts over, not sentences.

Exit 0: all hold; 1: something does not; 2: cannot run. Python's standard library only.
"""
import argparse
import collections
import difflib
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

# Characters of seed 002, which is in traditional script, and what they are in simplified script.
TRADITIONAL = (
    "來個們偉側備傳傷傾價償優內兩冊凈別則創劃劉動務勢勵勸匯區協參員問單嚴國圍團執堅報場壓壘夠奮婦學宮實審將專對導屆層屬崗帶幫"
    "幾庫廣強徑從復徹愛態慣慶憶應懲懷懾戰戲戶掛揚揮擇擊擔據擴數斷時暢書會桿條楊業極榮構樓標樣樹機檔檢欄權歲歷殘氣決沒況減測準"
    "溝溫滾滿漸潔潛澇濃濟濤灣災為無煉熱營爭牽狀獎獲獻現環瓊產當療發盡監眾確礎種稱積穩競節篩簡籌糾紀約納純紙級紛細終組結絕給統"
    "經綜綠維綱緊緒線締緩練縣總績織繞繼續義習聯聲職聽肅脫腳臨臺與興舉艷萬葉著蓋蕩藝藥處虛號術衛補裝見規視覺觀計討訓記訪設訴診"
    "評詞詢話認語誠誤說課調談請論諧諾謀講證識議護譽讀變讓負貧貫責費賂賄資賢質賬購賽趕跡踐蹤軟較載輕輪輻輿轄轉辦農這進運過達違"
    "遠適選還邊郵鄉鄧醫釀釋針鉤銷鋒錄錦鍛鍵鎮鑒長門開間關隊階際隨雖雙雜難電靈鞏響頁項順須預領頭頸頻題額顒類顧顯風飲養館饋驗驟"
    "體鮮鳴黃點黨齊齡"
    # A scan's glyph for 置.
    "臵"
)
SIMPLIFIED = (
    "来个们伟侧备传伤倾价偿优内两册净别则创划刘动务势励劝汇区协参员问单严国围团执坚报场压垒够奋妇学宫实审将专对导届层属岗带帮"
    "几库广强径从复彻爱态惯庆忆应惩怀慑战戏户挂扬挥择击担据扩数断时畅书会杆条杨业极荣构楼标样树机档检栏权岁历残气决没况减测准"
    "沟温滚满渐洁潜涝浓济涛湾灾为无炼热营争牵状奖获献现环琼产当疗发尽监众确础种称积稳竞节筛简筹纠纪约纳纯纸级纷细终组结绝给统"
    "经综绿维纲紧绪线缔缓练县总绩织绕继续义习联声职听肃脱脚临台与兴举艳万叶着盖荡艺药处虚号术卫补装见规视觉观计讨训记访设诉诊"
    "评词询话认语诚误说课调谈请论谐诺谋讲证识议护誉读变让负贫贯责费赂贿资贤质账购赛赶迹践踪软较载轻轮辐舆辖转办农这进运过达违"
    "远适选还边邮乡邓医酿释针钩销锋录锦锻键镇鉴长门开间关队阶际随虽双杂难电灵巩响页项顺须预领头颈频题额颙类顾显风饮养馆馈验骤"
    "体鲜鸣黄点党齐龄"
    "置"
)
SIMPLE = str.maketrans(TRADITIONAL, SIMPLIFIED)
GLOSS = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]+\)")

Seed = collections.namedtuple(
    "Seed", "file example first last joins documents levels worded splits points run_on cuts paragraphs",
    defaults=[None, None, [], [0], None, (1, 2, 3, 5), (), None, False, (), False],
)
# `joins`: lines that the scan broke in the middle of a sentence or a title; they continue in the next line.
# `splits`: headings after which the scan lost the end of the line.
# `levels`: how this seed writes the numbers of its levels, where that is not 一、 （一） 1.; the example has them right.
# `worded`: levels whose words are compared, too; the clauses of a rule are written anew.
# `documents`: the paragraphs that are titles, one for each document in the seed; None: the first has no title.
# `points`: the level that `1、` stands for in the seed; GB/T 9704 7.3.3 writes （一） or 1. there.
# `run_on`: the numbers run on from chapter to chapter.
# `paragraphs`: the paragraphs are counted, too: a document without headings has no other structure.
# `cuts`: titles of a next document that the scan put at the end of the line before.
SEEDS = {
    "组织建设年": Seed(
        "seeds/000_19977163146dceaf.txt", "组织建设年", "关于印发《全市卫生系统党的基层组织建设年活动实施方", None,
        joins=["激励保障长", "重视在基层医疗卫", "组织建设年活动实施方"], documents=[1, 3],
    ),
    "指导意见": Seed("seeds/004_344452a832e861fb.txt", "指导意见", None, None, joins=[], documents=[None, 3]),
    "创先争优": Seed(
        "seeds/002_410afbdcff4e24aa.txt", "创先争优", "县卫生系统建立健全创先争优", "第三篇",
        joins=["县卫生系统建立健全创先争优"], documents=[0],
    ),
    "制度汇编": Seed(
        "seeds/002_410afbdcff4e24aa.txt", "制度汇编", "卫生局党委关于建立健全创先争优活动长效机", "第二篇",
        joins=["卫生局党委关于建立健全创先争优活动长效机"], documents=[0],
        levels=[(1, r"^[一二三四五六七八九十]+、"), (2, r"^（[一二三四五六七八九十]+）"), (3, r"^\d{1,2}[.、]")],
        worded=(1, 2), splits=["以落实制度体现机制效能"],
    ),
    "调研报告": Seed(
        "seeds/002_410afbdcff4e24aa.txt", "调研报告", "建立健全创先争优长效机制研究", "第四篇", joins=[], documents=[0],
        levels=[(1, r"^[一二三四五六七八九十]+、"), (2, r"^\d{1,2}、"), (5, r"^[一二三四五六七八九十]是")],
        worded=(1, 2), splits=["存在的问题及原因分析"],
    ),
    "论文": Seed(
        "seeds/000_19977163146dceaf.txt", "论文", "强化质监机关基层党组织服务", "第二篇", joins=[], documents=[0],
        levels=[(1, r"^[一二三四五六七八九十]+、"), (2, r"^(?:（[一二三四五六七八九十]+）、?|\d、)"), (3, r"^（\d）")],
    ),
    "心得文章": Seed(
        "seeds/000_19977163146dceaf.txt", "心得文章", "对加强执行力建设的认识", "第三篇", documents=[0, 4],
        cuts=["用过硬的作风提高政府行政执行力"], paragraphs=True,
    ),
    "论述文章": Seed(
        "seeds/000_19977163146dceaf.txt", "论述文章", "如何提高基层党组织执行力", "第四篇", joins=["高效执行的前提", "确"],
        paragraphs=True,
    ),
    "经验材料": Seed(
        "seeds/000_19977163146dceaf.txt", "经验材料", "第四篇:基层党组织建设", "第五篇", joins=["作用未"], documents=[0],
        levels=[(1, r"^[一二三四五六七八九十]+、"), (2, r"^（[一二三四五六七八九十]+）、?"), (3, r"^\d{1,2}、")],
        worded=(1, 2), splits=["密切配合", "社会矛盾纠纷排查机制", "存在的主要问题", "具体建议"],
    ),
    "长效机制总结": Seed(
        "seeds/002_410afbdcff4e24aa.txt", "长效机制总结", "***乡建立健全创先争优活动长效机制 工作总结", "第五篇",
    ),
    "自查报告": Seed("seeds/002_410afbdcff4e24aa.txt", "自查报告", "卫生局党委创先争优活动自查总结", points=2),
    "执行情况报告": Seed("real/texts/d19-baogao-zhida.txt", "执行情况报告", points=2),
    "工作要点": Seed("real/texts/d18-yaodian-fangxun.txt", "工作要点"),
    "党建工作计划": Seed("real/texts/d17-jihua-dangjian.txt", "党建工作计划", run_on=True),
    "抽查情况": Seed("real/texts/d20-zongjie-choucha.txt", "抽查情况"),
}

Accepted = collections.namedtuple("Accepted", "kind item reason")
ACCEPTED = {
    "组织建设年": [
        Accepted("日期", "2012年5月8日", "种子没有成文日期，例子写了一个"),
    ],
    "指导意见": [
        Accepted("文件", "关于在全区卫生系统创先争优活动中开展基层组织建设年的指导意见",
                 "种子的印发通知没有标题，正文说“特制定本指导意见”；例子有标题，正文写明印发的文件"),
        Accepted("数", "1", "例子在正文里引出附件1"),
        Accepted("数", "2", "例子在正文里引出附件2"),
        Accepted("数", "3", "例子在正文里引出附件3"),
    ],
    "创先争优": [
        Accepted("文件", "关于各地区各部门各单位建立健全创先争优活长效机制的指导意见", "种子漏了一个“动”字"),
        Accepted("文件", "关于各地区各部门各单位建立健全创先争优活动长效机制的指导意见", "补上种子漏掉的“动”字"),
        Accepted("数", "3", "种子里混进正文的页码"),
        Accepted("数", "4", "种子里混进正文的页码"),
    ],
    "制度汇编": [
        Accepted("标题", "3 ", "种子的指导思想、基本原则编了号，例子用标签；只有一条的不编号；种子少了一个“2、”"),
        Accepted("标题", "2 成立常设考评机构，确？？荚u科学公正", "种子里有坏字"),
        Accepted("标题", "2 成立常设考评机构，确保考评科学公正", "补上种子的坏字"),
        Accepted("数", "6011448", "种子里的电话号码，例子不写"),
        Accepted("文件", "县关于建立健全创先争优活动长效机制工作的实施方案", "不写真实的县名"),
        Accepted("文件", "沙湾县关于建立健全创先争优活动长效机制工作的实施方案", "不写真实的县名"),
        Accepted("文件", "建立健全创先争优活动长效机制实施方案", "例子的通知写明印发的文件"),
        Accepted("日期", "2012年9月10日", "种子没有成文日期，例子写了一个"),
    ],
    "调研报告": [
        Accepted("标题", "2 广泛宣传，酿造创先争优活动氛围", "种子错字，应为“营造”"),
        Accepted("标题", "2 广泛宣传，营造创先争优活动氛围", "改正种子的错字"),
        Accepted("标题", "1 在实践中实现创先争优常态化的一些做法：", "标题末尾不用冒号"),
        Accepted("标题", "1 在实践中实现创先争优常态化的一些做法", "标题末尾不用冒号"),
        Accepted("标题", "2 ", "种子里有坏字，标题没有结束"),
        Accepted("标题", "2 建立了“三会一课”制度，确保活动定时开展", "补上种子的坏字"),
        Accepted("标题", "2 建立了“一诺两述”制度，确？；颙？dòng）有效落实", "种子里有坏字"),
        Accepted("标题", "2 建立了“一诺两述”制度，确保活动有效落实", "补上种子的坏字"),
        Accepted("标题", "1 建立健全农村基层党组织和党员创先争优畅销机制的对策与建议", "种子错字，应为“长效”"),
        Accepted("标题", "1 建立健全农村基层党组织和党员创先争优长效机制的对策与建议", "改正种子的错字"),
        Accepted("标题", "2 健全建立健全党员激励保障机制，增强党员干部在活动中的积极性", "种子多了“健全”二字"),
        Accepted("标题", "2 建立健全党员激励保障机制，增强党员干部在活动中的积极性", "去掉种子多出的字"),
        Accepted("日期", "2010年", "种子一句里写了两次"),
    ],
    "论文": [
        Accepted("标题", "3 缺乏全局观", "种子接在上一条后面，没有另起"),
        Accepted("标题", "3 注重灵活创新", "种子接在上一条后面，没有另起"),
        Accepted("标题", "3 明确奖惩，提升效率", "种子接在上一条后面，没有另起"),
    ],
    "经验材料": [
        Accepted("数", "1", "种子里混进正文的页码"),
    ],
    "自查报告": [
        Accepted("标题", "2 要围绕保发展、保民生、保稳定的大局，积极开展提升素质活动", "种子的这一条没有标题，例子写了标题"),
        Accepted("标题", "2 ", "种子的这几条没有标题，例子写了标题"),
        Accepted("标题", "2 开展提升素质活动", "种子的这一条没有标题，例子写了标题"),
        Accepted("标题", "2 用好各类活动载体", "种子的这一条没有标题，例子写了标题"),
        Accepted("标题", "2 开展“专业医疗志愿服务”活动", "种子的这一条没有标题，例子写了标题"),
    ],
    "执行情况报告": [
        Accepted("标题", "2 ", "种子的五条成效没有标题，例子写了标题"),
        *[
            Accepted("标题", f"2 {words}", "种子的五条成效没有标题，例子写了标题")
            for words in ("重大项目有了资金保障", "困难群众生活有了着落", "就业和公共卫生得到加强", "疫情救治体系更加完善",
                          "养老和特困救助水平得到提高")
        ],
        Accepted("数", "79226.3", "种子漏了末位的6：四类支出相加比总支出少0.06万元"),
        Accepted("数", "79226.36", "补上种子漏了的末位，四类支出相加等于总支出260308.13万元"),
        Accepted("数", "99.8%", "种子算错了：95564.58÷95950.41是99.6%"),
        Accepted("数", "99.6%", "由程序算出：95564.58÷95950.41"),
    ],
    "工作要点": [
        Accepted("文件", "2024年三明市防汛抗旱工作要点", "种子是介绍这份要点的消息，例子就是要点本身"),
    ],
    "党建工作计划": [
        Accepted("标题", "3 扎实推进党支部标准化规范化建设", "例子换了说法"),
        Accepted("标题", "3 推进党支部标准化规范化建设", "例子换了说法"),
        Accepted("标题", "3 扎实开展深入贯彻中央八项规定精神学习教育", "例子换了说法"),
        Accepted("标题", "3 扎实开展中央八项规定精神学习教育", "例子换了说法"),
    ],
}

# Clauses that repository and sources may share: titles of documents and fixed formulas, not sentences.
SHARED_WORDS = [
    "县卫生系统建立健全创先争优长效机制实施方案",
    "全市卫生系统党的基层组织建设年活动实施方案",
    "关于印发全市卫生系统党的基层组织建设年活动实施方案的通知",
    "关于印发全省卫生系统党的基层组织建设年活动实施方案的通知",
    "关于印发天水市基层组织建设年活动实施方案的通知",
    "关于在全区卫生系统创先争优活动中开展基层组织建设年的指导意见",
    "关于在创先争优活动中开展基层组织建设年的实施意见",
    "关于在创先争优活动中开展基层组织建设年的指导意见",
    "关于各地区各部门各单位建立健全创先争优活动长效机制的指导意见",
    "卫生局党委创先争优活动自查总结",
    "乡建立健全创先争优活动长效机制工作总结",
    "深入开展创建先进基层党组织争当优秀共产党员活动座谈会",
    "区公安局2023年第四季度学校、机动车检验机构等企事业抽查工作情况",
    "全区卫生系统基层党组织调查摸底表",
    "全区卫生系统基层党组织分类定级评分标准表",
    "全区卫生系统基层党组织分类定级汇总表",
    "开展基层组织建设年要与深入开展创先争优活动相结合",
    "开展基层组织建设年要与落实党建工作责任制相结合",
    "开展基层组织建设年要与落实联系服务群众制度相结合",
    "关于建立健全创先争优活动长效机制工作的实施方案",
    "建立健全创先争优活动长效机制实施方案",
    "规范建立各项制度，以落实制度体现机制效能",
    "建立健全创先争优长效机制研究",
    "在实践中实现创先争优常态化的一些做法",
    "创先争优活动长效机制建设中存在的问题及原因分析",
    "建立健全农村基层党组织和党员创先争优长效机制的对策与建议",
    "加强党员干部在活动中的主导作用",
    "加强党员干部在活动中始终保持党的先进性",
    "增强党员干部在活动中的积极性",
    "加强党员干部在活动中的群众基础地位",
    "加强基层党组织执行力建设的重要意义",
    "基层党组织发挥化解矛盾和处置突发事件的作用研究",
    "基层党组织发挥化解矛盾和处置突发事件的基本经验和做法",
    "基层党组织发挥化解矛盾和处置突发事件存在的主要问题",
    "基层党组织发挥化解矛盾和处置突发事件的具体建议",
    "建立健全社会矛盾纠纷排查机制",
    "采取灵活多样的方式化解社会矛盾纠纷",
    "基层党组织化解社会矛盾的“桥头堡”作用未能充分发挥",
    "处置突发事件工作机制需要进一步完善",
    "中国共产党章程(中国共产党第十八次全国代表大会部分修改2012年11月14日通过)",
    "对基层党组织执行力建设的认识",
    "因条件限制缺乏有效的激励机制",
    "让思想真正成为行动的先导",
    "用过硬的作风提高政府行政执行力",
    "要抓好对决策、指示和任务部署等执行的认知和计划力",
    "要抓好对决策、指示和任务部署等执行的控制和整合力",
    "要强化对决策、指示和任务部署等执行的考评和问责力",
]

HAN = re.compile(r"[^\u3400-\u9fff]")
LEVELS = [
    (1, re.compile(r"^[一二三四五六七八九十]+、")),
    (2, re.compile(r"^（[一二三四五六七八九十]+）")),
    (3, re.compile(r"^\d{1,2}\.")),
    (5, re.compile(r"^[一二三四五六七八九十]是")),
]
HAS_NUMBER = re.compile(r"^[一二三四五六七八九十]+、|^[(（][一二三四五六七八九十]+[)）]")
DIGITS = dict(zip("〇○一二三四五六七八九", "00123456789"))


def wide(text):
    """Punctuation in full width and blanks out: the one form in which texts are compared."""
    text = re.sub(r"(?<=\d)\.(?=\d)", "\u0001", text)
    for narrow, full in zip(",:;()?!", "，：；（）？！"):
        text = text.replace(narrow, full)
    text = text.replace("．", ".").replace("\u0001", ".")
    return re.sub(r"\s", "", text)


def chinese_date(match):
    """二○一二年四月十七日 → 2012年4月17日."""
    def small(words):
        tens, _, ones = words.rpartition("十")
        if "十" not in words:
            return int(DIGITS[words])
        return (int(DIGITS[tens]) if tens else 1) * 10 + (int(DIGITS[ones]) if ones else 0)
    year = "".join(DIGITS[c] for c in match[1])
    return f"{year}年{small(match[2])}月{small(match[3])}日"


def normal(text):
    """The normaliser: punctuation width, blanks, dates in Chinese numerals."""
    return re.sub(r"([〇○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日",
                  chinese_date, wide(text))


def simple(text):
    return GLOSS.sub("", text).translate(SIMPLE)


def seed_paragraphs(seed, shared):
    """[(line number, text)] of the part of the seed that is ours; broken lines joined."""
    lines = simple((shared / seed.file).read_text(encoding="utf-8")).split("\n")
    lines = [(number, line.strip()) for number, line in enumerate(lines, 1)]
    start = 0 if seed.first is None else next(i for i, (_, l) in enumerate(lines) if l == seed.first)
    end = len(lines) if seed.last is None else next(
        i for i, (_, l) in enumerate(lines) if i > start and l.startswith(seed.last))
    out, joined = [], False
    whole = []
    for number, line in lines[start:end]:
        for words in seed.splits:
            # Only where the heading is followed by a blank, which the scan put in place of the line's end.
            line = line.replace(f"{words} ", f"{words}\n", 1) if HAS_NUMBER.match(line) else line
        for words in seed.cuts:
            line = line.replace(words, f"\n{words}", 1) if line.endswith(words) else line
        whole += [(number, piece.strip()) for piece in line.split("\n")]
    for number, line in whole:
        if not line:
            continue
        if joined:
            out[-1] = (out[-1][0], out[-1][1] + line)
        else:
            out.append((number, line))
        joined = any(line.endswith(word) for word in seed.joins)
    return out


# ---- structure

def heading(text, levels=LEVELS):
    """(level, heading words) of a paragraph with a number, else None. A long numbered sentence has no words."""
    for level, mark in levels:
        found = mark.match(text)
        if found:
            words = text[found.end():]
            words = words.split("。")[0] if "。" in words else words
            words = re.sub(r"（[^）]*\d{4}年[^）]*）", "", words)
            return level, words if len(words) <= 30 and not words.endswith("；") else ""
    return None


def leveled(text, seed):
    """`1、` as the level that it stands for."""
    return re.sub(r"^\d{1,2}、", {2: "（一）", 3: "1."}[seed.points], text) if seed.points else text


def facts(text):
    """Counter of (kind, item) for dates, other numbers with what follows them, and cited documents."""
    text = re.sub(r"^(\d{1,2}[.、](?!\d)|（\d{1,2}）)", "", text)
    found = collections.Counter()
    for title in re.findall(r"《([^》]*)》", text):
        found["文件", title] += 1
    date = r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日|[初底末])?|(?<!年)\d{1,2}月[初底末]?"
    for item in re.findall(date, text):
        found["日期", item] += 1
    for item in re.findall(r"\d+(?:\.\d+)?[%％]?", re.sub(date + r"|（\d）|[〔【]\d{4}[〕】]\d+号", "", text)):
        found["数", item.replace("％", "%")] += 1
    return found


def built_paragraphs(part):
    """Paragraphs of a part of the document tree as a reader sees them."""
    yield part["title"]["text"]
    if part["recipients"]:
        yield part["recipients"] + "："
    yield from block_paragraphs(part["blocks"])
    for index, name in enumerate(part["attachment_names"], 1):
        several = len(part["attachment_names"]) > 1
        yield ("附件：" if index == 1 else "") + (f"{index}." if several else "") + name
    if part.get("signature"):
        yield part["signature"]["date"]


def block_paragraphs(blocks):
    plain = lambda inlines: "".join(i["text"] for i in inlines)
    for block in blocks:
        if block["block"] == "heading":
            yield block["number"] + plain(block["text"]) + plain(block["run_in"])
        elif block["block"] == "paragraph":
            yield plain(block["content"])
        elif block["block"] == "landscape":
            yield from block_paragraphs(block["blocks"])


def build(gongwen, data, form, folder):
    """The files that `gongwen build` makes of a workbook."""
    done = subprocess.run([gongwen, "build", str(data), "--to", form, "-o", str(folder)], capture_output=True, text=True)
    # Of the seed's own words a rule of `check` may have something to say: its code begins with a capital.
    faults = [code for code in re.findall(r"错误\[([^\]]+)\]", done.stderr) if not code[0].isupper()]
    if done.returncode not in (0, 1) or faults or not done.stdout.strip():
        sys.exit(f"{data} 不能生成（{form}）：\n{done.stdout}{done.stderr}")
    return [pathlib.Path(line) for line in done.stdout.split("\n") if line.strip()]


def structure(gongwen, shared, root):
    faults = 0
    for name, seed in SEEDS.items():
        theirs = [(number, normal(leveled(text, seed))) for number, text in seed_paragraphs(seed, shared)]
        with tempfile.TemporaryDirectory() as folder:
            files = build(gongwen, root / "data/examples" / seed.example / "资料.yaml", "ast", folder)
            trees = [json.loads(f.read_text(encoding="utf-8"))["document"] for f in files]
        parts = [part for tree in trees for part in tree["parts"] if part["role"] != "attachment"]
        ours = [normal(text) for part in parts for text in built_paragraphs(part)]
        found = []
        levels = [(level, re.compile(mark)) for level, mark in seed.levels] if seed.levels else LEVELS
        compared = {level for level, _ in levels}
        worded = lambda found: (found[0], found[1] if found[0] in seed.worded else "")
        left = [(worded(heading(text, levels)), number, text) for number, text in theirs if heading(text, levels)]
        right = [worded(heading(text)) for text in ours if heading(text) and heading(text)[0] in compared]
        matcher = difflib.SequenceMatcher(None, [h for h, *_ in left], right, autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag != "equal":
                for (level, words), number, text in left[a:b]:
                    found.append(("标题", f"{level} {words}", number, f"例子里没有：{text[:40]}"))
                for level, words in right[c:d]:
                    found.append(("标题", f"{level} {words}", left[a][1] if a < len(left) else 0, "种子里没有"))
        there, lines = collections.Counter(), {}
        for number, text in theirs:
            for fact, count in facts(text).items():
                there[fact] += count
                lines.setdefault(fact, number)
        here = collections.Counter()
        for text in ours:
            here.update(facts(text))
        for fact in sorted(there.keys() | here.keys()):
            if there[fact] != here[fact] and not (there[fact] and here[fact] and fact[0] == "文件"):
                found.append((*fact, lines.get(fact, 0), f"种子里{there[fact]}处，例子里{here[fact]}处"))
        if seed.paragraphs and len(theirs) != len(ours):
            found.append(("段落", "段数", theirs[0][0], f"种子里{len(theirs)}段，例子里{len(ours)}段"))
        accepted = {(a.kind, a.item): a.reason for a in ACCEPTED.get(name, [])}
        for kind, item, number, how in found:
            reason = accepted.get((kind, item))
            if reason is None:
                faults += 1
                print(f"不同  {name}  {seed.file}:{number}  {kind}“{item}”：{how}")
            else:
                print(f"认可  {name}  {seed.file}:{number}  {kind}“{item}”：{how}（{reason}）")
        for kind, item in accepted.keys() - {(kind, item) for kind, item, *_ in found}:
            faults += 1
            print(f"多余  {name}  认可的不同已经没有了：{kind}“{item}”")
        print(f"      {name}：标题{len(left)}个，日期、数和文件{sum(there.values())}处")
    return faults


# ---- through

def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def split_documents(seed, paragraphs):
    """[(title or None, [paragraph])] of the documents in a seed."""
    starts = []
    for at in seed.documents:
        starts.append((0, None) if at is None else (at, paragraphs[at][1]))
    documents = []
    for index, (at, title) in enumerate(starts):
        end = starts[index + 1][0] if index + 1 < len(starts) else len(paragraphs)
        body = paragraphs[at + (title is not None):end]
        documents.append((title, [text for _, text in body]))
    return documents


# A document without a title of its own gets this one; it is taken off again.
NO_TITLE = "无标题"


def workbook(title, body, run_on):
    """A workbook whose 章节 hold the paragraphs as 正文, one 章节 for each heading of the first level."""
    names = []
    while body and re.match(r"^(附件[：:])?\d\.\S{4,30}表$", body[-1]):
        names.insert(0, re.sub(r"^(附件[：:])?\d\.", "", body[-1]))
        body = body[:-1]
    sections = []
    for text in body:
        found = LEVELS[0][1].match(text)
        if found and "。" not in text:
            sections.append((text[found.end():], []))
        else:
            if not sections:
                sections.append(("无", []))
            sections[-1][1].append(text)
    out = ["单位: 某某县卫生局"]
    if names:
        out.append("附件:")
        out += [f"  - {{名称: {quoted(n)}, 正文: 略。}}" for n in names]
    out += ["文稿:", "  - 文种: 实施方案", "    载体: 无", f"    标题: {quoted(title or NO_TITLE)}"]
    out += ["    连续编号: 是"] if run_on else []
    out.append("    章节:")
    for heading_words, texts in sections:
        out.append(f"      - 标题: {quoted(heading_words)}")
        out.append("        正文:")
        out += [f"          - {quoted(text)}" for text in texts]
    return "\n".join(out) + "\n", len(names)


def docx_text(path):
    """The running text of a .docx, one paragraph a line."""
    xml = zipfile.ZipFile(path).read("word/document.xml").decode("utf-8")
    paragraphs = re.findall(r"<w:p(?: [^>]*)?>(.*?)</w:p>", xml, re.S)
    return [html.unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", p))) for p in paragraphs]


def unnumbered(text):
    """A paragraph without the number that it begins with, and a heading without the colon that no title ends in."""
    text = wide(text)
    rest = re.sub(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）、?|\d{1,2}[、.](?!\d)|（\d{1,2}）)", "", text)
    return rest.rstrip("：") if LEVELS[0][1].match(text) or len(rest) <= 30 else rest


def through(gongwen, shared):
    faults = 0
    for name, seed in SEEDS.items():
        paragraphs = seed_paragraphs(seed, shared)
        wanted, got = "", ""
        for title, body in split_documents(seed, paragraphs):
            if title and title[-1] in "：:。；，":
                # No title ends so: the seed begins with its 主送机关.
                title, body = None, [title, *body]
            with tempfile.TemporaryDirectory() as folder:
                data = pathlib.Path(folder) / "资料.yaml"
                text, attachments = workbook(title, body, seed.run_on)
                data.write_text(text, encoding="utf-8")
                lines = docx_text(build(gongwen, data, "docx", pathlib.Path(folder) / "输出")[0])
            if attachments:
                # The attachments themselves follow their list; a seed has only the list.
                lines = lines[:next(i for i, line in enumerate(lines) if re.fullmatch(r"附件\s*1", line.strip()))]
            if seed.levels:
                lines, body = [[unnumbered(line) for line in text] for text in (lines, body)]
            built = normal("".join(lines))
            if title is None:
                built = built.replace(NO_TITLE, "", 1)
            got += built
            # 1、 is set as 1. (GB/T 9704 7.3.3).
            body = [re.sub(r"^(\d{1,2})、", r"\1.", text) for text in body] if seed.points else body
            wanted += normal((title or "") + "".join(body))
        if wanted == got:
            print(f"      {name}：{len(wanted)}字逐字相同")
            continue
        for tag, a, b, c, d in difflib.SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes():
            if tag != "equal":
                faults += 1
                print(f"不同  {name}  种子“{wanted[max(0, a - 8):a]}[{wanted[a:b]}]”，生成“[{got[c:d]}]{got[d:d + 8]}”")
    return faults


# ---- leaks

def clauses(text):
    for clause in re.split(r"[，。；：！？,;:!?\n\r|]", text):
        han = HAN.sub("", clause)
        if len(han) >= 14:
            yield han


def leaks(shared, root):
    sources = {}
    for path in sorted((shared / "seeds").glob("*.txt")) + sorted((shared / "real/texts").glob("*.txt")):
        text = simple(path.read_text(encoding="utf-8"))
        for form in (text, text.replace("\n", "")):
            for clause in clauses(form):
                sources.setdefault(clause, path.name)
    shared_words = [HAN.sub("", words) for words in SHARED_WORDS]
    faults = 0
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "-z", "-co", "--exclude-standard", "templates", "data",
                             "src", "tests", "README.md", "README.zh-CN.md"], capture_output=True, text=True, check=True)
    for name in sorted(filter(None, listed.stdout.split("\0"))):
        # What is built of the examples: their words are looked at where they are written, in data and templates. Put
        # together, headings get their numbers and set phrases their slogans, which are facts of the seeds.
        if name.startswith("tests/all/snapshots/"):
            continue
        try:
            raw = (root / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        for number, line in enumerate(raw.split("\n"), 1):
            han = HAN.sub("", unicodedata.normalize("NFC", line))
            if len(han) < 14:
                continue
            for clause, origin in sources.items():
                if clause in han and not any(clause in words for words in shared_words):
                    faults += 1
                    print(f"照抄  {name}:{number}  {origin}：{clause}")
    print(f"      查了{len(sources)}句")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gongwen", default="target/release/gongwen")
    parser.add_argument("--shared", default="../shared", type=pathlib.Path)
    parser.add_argument("--only", choices=["structure", "through", "leaks"])
    arguments = parser.parse_args()
    root = pathlib.Path(__file__).resolve().parent.parent
    if not (arguments.shared / "seeds").is_dir():
        print(f"没有 {arguments.shared}/seeds", file=sys.stderr)
        return 2
    faults = 0
    if arguments.only in (None, "leaks"):
        faults += leaks(arguments.shared, root)
    if arguments.only in (None, "structure"):
        faults += structure(arguments.gongwen, arguments.shared, root)
    if arguments.only in (None, "through"):
        faults += through(arguments.gongwen, arguments.shared)
    print("全部相符" if faults == 0 else f"{faults}处不符")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
