//! Faults of a batch: the roster, its rows, numbers, parts.

use super::{Code, Example};

const fn roster(text: &'static str) -> Example {
    Example { file: "名册.csv", text }
}

const fn command(text: &'static str) -> Example {
    Example { file: "命令", text }
}

/// The list.
pub const CODES: &[Code] = &[
    Code {
        name: "bad-condition",
        title: "“如有”没有写要有什么，或者写错了地方",
        why: "“【如有：列名】”写在一行开头，名册里这个单位有这一项时才印这一行；冒号后面要写名册的列，或者台账的名称。作为一项写时，写在它要管的那一条里。",
        clause: "",
        wrong: Example::yaml("缘由: 【如有：】请与联系人联系。\n"),
        right: Example::yaml("缘由: 请与办公室联系。\n"),
    },
    Code {
        name: "unknown-condition",
        title: "“如有”里的名称没有见过",
        why: "名册里没有这一列，资料里也没有叫这个的台账、数字、其他项，多半是写错了。名册里有时才有的列，在“名册”的“列”里写上，就不再提示。",
        clause: "",
        wrong: Example::yaml("缘由: \"【如有：联系电活】请打电话。\"\n名册: {列: [联系电话]}\n"),
        right: Example::yaml("缘由: \"【如无：联系电话】请书面联系。\"\n名册: {列: [联系电话]}\n"),
    },
    Code {
        name: "empty-roster",
        title: "名册里一个单位也没有",
        why: "批量生成一行一个单位，表头下面至少要有一行。",
        clause: "",
        wrong: roster("单位名称,报送时限\n"),
        right: roster("单位名称,报送时限,联系电话\n甲镇,2026-12-20,8234567\n"),
    },
    Code {
        name: "no-unit-column",
        title: "找不到单位名称这一列",
        why: "每个单位一份文件，要知道哪一列是单位的名称。列名不是“单位名称”的，在资料的“名册”里写“单位列”。",
        clause: "",
        wrong: roster("代码,报送时限\n1,2026-12-20\n"),
        right: roster("单位名称,代码,报送时限,联系电话\n甲镇,1,2026-12-20,8234567\n"),
    },
    Code {
        name: "no-such-column",
        title: "名册里没有这一列",
        why: "资料里写明必填的列，或者命令里用到的列，名册里没有。列名不同的，写在“又名”里，或者用 --map。",
        clause: "",
        wrong: roster("单位名称,联系电话\n甲镇,8234567\n"),
        right: roster("单位名称,联系电话,报送时限\n甲镇,8234567,2026-12-20\n"),
    },
    Code {
        name: "blank-cell",
        title: "必填的一格空着",
        why: "单位名称和写明必填的列，每一行都要填；也可以在资料的“名册”里给这一列写“默认”。",
        clause: "",
        wrong: roster("单位名称,联系电话,报送时限\n甲镇,8234567,2026-12-20\n乙镇,8234568,\n"),
        right: roster("单位名称,联系电话,报送时限\n甲镇,8234567,2026-12-20\n乙镇,8234568,2026-12-21\n"),
    },
    Code {
        name: "bad-phone",
        title: "电话号码不对",
        why: "手机号11位，座机是7位或8位，前面可以有区号；位数不对的打不通。",
        clause: "",
        wrong: roster("单位名称,联系电话,报送时限\n甲镇,1381234567,2026-12-20\n"),
        right: roster("单位名称,联系电话,报送时限\n甲镇,0938-8234567,2026-12-20\n"),
    },
    Code {
        name: "repeated-code",
        title: "两个单位的代码相同",
        why: "代码用来认单位：清单、登记簿和下一次生成都按代码找，不能重复。",
        clause: "",
        wrong: roster(
            "代码,单位名称,联系电话,报送时限\n1,甲镇,8234567,2026-12-20\n1,乙镇,8234568,2026-12-20\n",
        ),
        right: roster(
            "代码,单位名称,联系电话,报送时限\n1,甲镇,8234567,2026-12-20\n2,乙镇,8234568,2026-12-20\n",
        ),
    },
    Code {
        name: "repeated-unit",
        title: "两行的单位分不开",
        why: "两行同名，又没有代码、县、上级单位等能区分，不知道是重复了还是两个单位；文件名也会相同。",
        clause: "",
        wrong: roster("单位名称,联系电话,报送时限\n甲镇,8234567,2026-12-20\n甲镇,8234568,2026-12-20\n"),
        right: roster(
            "县,单位名称,联系电话,报送时限\n子县,丙镇,8234567,2026-12-20\n丑县,丙镇,8234568,2026-12-20\n丑县,甲镇,8234568,2026-12-20\n",
        ),
    },
    Code {
        name: "recipients-replaced",
        title: "资料里的主送机关没有用",
        why: "批量生成时每个单位的那一份主送这个单位；资料里给大家写的主送机关不印。要每份都印它，写成“主送机关”一列的默认值。",
        clause: "",
        wrong: Example {
            file: "通知.yaml", text: "文稿: [{文种: 通知, 主送机关: 各乡镇人民政府}]\n"
        },
        right: Example {
            file: "通知.yaml", text: "文稿: [{文种: 通知, 主送机关: 【单位名称】}]\n"
        },
    },
    Code {
        name: "needs-roster",
        title: "这份资料要和名册一起用",
        why: "文字里有名册的列，或者主送机关就是各个单位：一个单位一个样，要用 gongwen batch 和名册一起生成。",
        clause: "",
        wrong: Example::yaml("工作目标: 请于【报送时限】前报送。\n名册: {列: [报送时限]}\n"),
        right: Example::yaml("工作目标: 请于12月20日前报送。\n名册: {列: [报送时限]}\n"),
    },
    Code {
        name: "roster-blank",
        title: "文字里用到的内容，这个单位没有",
        why: "文字里写了“【列名】”，名册里这个单位的这一格空着，印出来就少了字。填上，给默认，或者在这一段开头写“【如有：列名】”。",
        clause: "",
        wrong: roster("单位名称,联系电话,报送时限\n甲镇,,2026-12-20\n"),
        right: roster("单位名称,联系电话,报送时限\n甲镇,8234567,2026-12-20\n"),
    },
    Code {
        name: "list-unit",
        title: "这一行不知道是哪个单位的",
        why: "写了“单位列”的台账，每一行都要能认出是名册里的哪一个单位：代码、全称或简称，一字不差，不猜。",
        clause: "",
        wrong: roster(
            "代码,单位名称,联系电话,报送时限\n1,甲镇,8234567,2026-12-20\n2,甲镇,8234568,2026-12-20\n",
        ),
        right: roster(
            "代码,单位名称,联系电话,报送时限\n1,甲镇,8234567,2026-12-20\n2,乙镇,8234568,2026-12-20\n",
        ),
    },
    Code {
        name: "list-unknown",
        title: "这一行的单位不在名册里",
        why: "写了“单位列”的台账里，这一行的单位名册里没有，不会印给任何单位。多半是名称写法不同，或者换了名册。",
        clause: "",
        wrong: roster("单位名称,联系电话,报送时限\n甲乡,8234567,2026-12-20\n"),
        right: roster("单位名称,联系电话,报送时限\n甲镇,8234567,2026-12-20\n"),
    },
    Code {
        name: "other-unit",
        title: "写着别的单位的名称",
        why: "这一行的内容只印给这个单位，里面却有名册里另一个单位的名称，可能是填错了行。大家都该看到的话写在资料里。",
        clause: "",
        wrong: roster(
            "单位名称,联系电话,报送时限,备注\n甲镇,8234567,2026-12-20,\n大坪乡,8234568,2026-12-20,\n乙镇,8234569,2026-12-20,大坪乡代收\n",
        ),
        right: roster(
            "单位名称,联系电话,报送时限,备注\n甲镇,8234567,2026-12-20,\n大坪乡,8234568,2026-12-20,大坪乡自收\n",
        ),
    },
    Code {
        name: "numbers-used-up",
        title: "发文字号不够用",
        why: "“编号”的“到”以内没有用过的顺序号，比要发的份数少；号不能重复，也不能超过。",
        clause: "",
        wrong: roster(
            "单位名称,联系电话,报送时限\n甲镇,8234567,2026-12-20\n乙镇,8234567,2026-12-20\n丙镇,8234567,2026-12-20\n丁镇,8234567,2026-12-20\n",
        ),
        right: roster(
            "单位名称,联系电话,报送时限\n甲镇,8234567,2026-12-20\n乙镇,8234567,2026-12-20\n丙镇,8234567,2026-12-20\n",
        ),
    },
    Code {
        name: "no-rows",
        title: "没有合乎条件的行",
        why: "--where 写的条件，名册里一行也不合乎，多半是列的内容写法不同。",
        clause: "",
        wrong: command("gongwen batch 通知.yaml --roster 名册.csv -o 输出 --where 市=天水"),
        right: command("gongwen batch 通知.yaml --roster 名册.csv -o 输出 --where 市=天水市"),
    },
    Code {
        name: "bad-option",
        title: "命令的选项写法不对",
        why: "--where 写“列=值”，--map 写“资料里的名称=名册的列名”，--shard 写“第几份/共几份”。",
        clause: "",
        wrong: command("gongwen batch 通知.yaml --roster 名册.csv -o 输出 --shard 5/4"),
        right: command("gongwen batch 通知.yaml --roster 名册.csv -o 输出 --shard 4/4"),
    },
    Code {
        name: "bad-manifest",
        title: "上次的清单读不懂",
        why: "manifest.json 由批量生成写出，下一次要从里面知道哪个单位用了哪个号；被改坏了就不敢接着编号。",
        clause: "",
        wrong: Example { file: "manifest.json", text: "" },
        right: Example { file: "manifest.json", text: "" },
    },
    Code {
        name: "register-unread",
        title: "登记簿读不懂",
        why: "发文登记簿里有人写的内容，读不懂就不往里写，免得丢了。改好以后再运行一次，文件不会重写，只补登记。",
        clause: "",
        wrong: Example { file: "发文登记簿.xlsx", text: "" },
        right: Example { file: "发文登记簿.xlsx", text: "" },
    },
    Code {
        name: "no-parts",
        title: "没有可以合并的各份",
        why: "--merge 后面写各份的输出文件夹，里面要有分份生成时写出的清单（manifest-1-of-4.json 等）。",
        clause: "",
        wrong: command("gongwen batch --merge 资料"),
        right: command("gongwen batch --merge 第一份 第二份"),
    },
    Code {
        name: "parts-differ",
        title: "各份合不起来",
        why: "各份要是同一批：同样的资料、名册和条件，总份数相同，一份不多、一份不少。",
        clause: "",
        wrong: command("gongwen batch --merge 第一份"),
        right: command("gongwen batch --merge 第一份 第二份"),
    },
    Code {
        name: "part-unfinished",
        title: "有一份没有做完",
        why: "这一份中途停下了，还有文件没有做；做完再合并，登记簿才是全的。",
        clause: "",
        wrong: command("gongwen batch --merge 第一份 第二份"),
        right: command("gongwen batch 通知.yaml --roster 名册.csv -o 第二份 --shard 2/2 --resume"),
    },
    Code {
        name: "reserved-name",
        title: "一个单位的文件与打印稿同名",
        why: "打印稿叫“打印稿.docx”或者“打印稿-001.docx”等，单位的文件不能也叫这个名字，否则一个会盖掉另一个。",
        clause: "",
        wrong: command("名册里有单位“打印稿”，又写了 --print\n"),
        right: command("资料里写上 名册: {文件名: 【单位名称】通知}\n"),
    },
    Code {
        name: "left-out",
        title: "打印稿或压缩包里缺几份",
        why: "没有做成的文件装不进打印稿和压缩包，照着发会漏掉这些单位。别的照装，顺序不变。",
        clause: "",
        wrong: command("gongwen batch 通知.yaml --roster 名册.csv -o 输出 --print（有一行没有做成）\n"),
        right: command("照提示改好那一行，同样的命令再做一次\n"),
    },
    Code {
        name: "print-differs",
        title: "打印稿里的与改过的文件不同",
        why: "文件夹里被人改过的文件不覆盖；打印稿是按资料做的，没有那些改动。两份不能都当正本，打印以前要定下用哪一份。",
        clause: "",
        wrong: command("在 Word 里改了“甲镇.docx”，再做 --print\n"),
        right: command("把改动写进“个别”，再做；或者单独打印“甲镇.docx”，换下打印稿里的\n"),
    },
    Code {
        name: "outdated-output",
        title: "以前的打印稿或压缩包没有更新",
        why: "文件夹里还有上次做的打印稿或压缩包，这次没有重做它们，内容可能已经不同。本程序不删文件，留着容易拿错。",
        clause: "",
        wrong: command("上次 --print 做了三册，这次只有两册，第三册还在\n"),
        right: command("删去第三册；或者不带 --where 再做一次\n"),
    },
];
