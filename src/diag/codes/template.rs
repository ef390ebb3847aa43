//! Faults of templates: names, syntax, values that are not there.

use super::{Code, Example};

/// The list.
pub const CODES: &[Code] = &[
    Code {
        name: "carrier-without-kind",
        title: "没有文种用这种载体发出别的文件",
        why: "载体是“通知”“报告”“函”一类的法定文种：文种本身就是它，就直接发文；不是，就要有一个写了“印发”的文种替它发出。两样都没有，这种文件发不出去。",
        clause: "《党政机关公文处理工作条例》第八条",
        wrong: Example { file: "示例/template.yaml", text: "载体: [无, 意见]\n" },
        right: Example { file: "示例/template.yaml", text: "载体: [无, 通知]\n" },
    },
    Code {
        name: "unknown-variable",
        title: "没有这个变量",
        why: "变量名在字段表里查不到，多半是写错了字母；或者列表、文字后面多写了“.名称”。用“gongwen fields”看每一项在模板里的名字。",
        clause: "",
        wrong: Example { file: "示例/章节.md.tera", text: "{{ campain.name }}\n" },
        right: Example { file: "示例/章节.md.tera", text: "{{ campaign.name }}\n" },
    },
    Code {
        name: "unknown-filter",
        title: "没有这个过滤",
        why: "“|”后面的名称不认识。",
        clause: "",
        wrong: Example { file: "示例/章节.md.tera", text: "{{ unit.name | upper }}\n" },
        right: Example { file: "示例/章节.md.tera", text: "{{ unit.name | sentence }}\n" },
    },
    Code {
        name: "unknown-test",
        title: "没有这个判断",
        why: "is 后面的名称不认识。判断有没有填写，直接写变量。",
        clause: "",
        wrong: Example {
            file: "示例/章节.md.tera",
            text: "{% if unit.short_name is defined %}有{% endif %}\n",
        },
        right: Example { file: "示例/章节.md.tera", text: "{% if unit.short_name %}有{% endif %}\n" },
    },
    Code {
        name: "unknown-function",
        title: "没有这个函数",
        why: "函数名写错了。",
        clause: "",
        wrong: Example { file: "示例/章节.md.tera", text: "{{ periods(end=campaign.end) }}\n" },
        right: Example { file: "示例/章节.md.tera", text: "{{ period(end=campaign.end) }}\n" },
    },
    Code {
        name: "unknown-component",
        title: "没有这个组件",
        why: "组件要在 templates/_shared 里定义，名称要一字不差。",
        clause: "",
        wrong: Example {
            file: "示例/章节.md.tera", text: "{{ <itmes section={tasks} level=\"2\"/> }}\n"
        },
        right: Example {
            file: "示例/章节.md.tera", text: "{{ <items section={tasks} level=\"2\"/> }}\n"
        },
    },
    Code {
        name: "unknown-choice",
        title: "不会有这个词",
        why: "拿来比较的词不在这一项可选的词里，条件永远不成立。",
        clause: "",
        wrong: Example {
            file: "示例/章节.md.tera",
            text: "{% if tasks.manner == \"接拍\" %}接排{% endif %}\n",
        },
        right: Example {
            file: "示例/章节.md.tera",
            text: "{% if tasks.manner == \"接排\" %}接排{% endif %}\n",
        },
    },
    Code {
        name: "unknown-field-path",
        title: "资料里没有这个键",
        why: "template.yaml 的“需要”和“用到”要写资料的键，例如 活动.主题。",
        clause: "",
        wrong: Example { file: "示例/template.yaml", text: "需要: [活动.主体]\n" },
        right: Example { file: "示例/template.yaml", text: "需要: [活动.主题]\n" },
    },
    Code {
        name: "number-comparison",
        title: "不能直接比较或计算数",
        why: "资料里的数照原样保存成文字（1.50 还是 1.50），直接比较大小会出错。用 at_least、at_most、zero 判断。",
        clause: "",
        wrong: Example {
            file: "示例/章节.md.tera",
            text: "{% for i in goals.indicators %}{% if i.target > 80 %}高{% endif %}{% endfor %}\n",
        },
        right: Example {
            file: "示例/章节.md.tera",
            text: "{% for i in goals.indicators %}{% if i.target is at_least(value=\"80\") %}高{% endif %}{% endfor %}\n",
        },
    },
    Code {
        name: "unsafe-output",
        title: "不能用 safe",
        why: "填进模板的内容总是照原样成文，不会当作标记，所以不需要也不允许 safe。",
        clause: "",
        wrong: Example { file: "示例/章节.md.tera", text: "{{ unit.name | safe }}\n" },
        right: Example { file: "示例/章节.md.tera", text: "{{ unit.name }}\n" },
    },
    Code {
        name: "unprintable-value",
        title: "不能直接成文",
        why: "列表、一组内容、是与否都不能直接印出来。",
        clause: "",
        wrong: Example { file: "示例/章节.md.tera", text: "{{ campaign.purposes }}\n" },
        right: Example { file: "示例/章节.md.tera", text: "{{ campaign.purposes | join_cn }}\n" },
    },
    Code {
        name: "not-a-list",
        title: "不是列表",
        why: "for 只能逐条取列表。",
        clause: "",
        wrong: Example {
            file: "示例/章节.md.tera", text: "{% for x in unit.name %}{{ x }}{% endfor %}\n"
        },
        right: Example {
            file: "示例/章节.md.tera",
            text: "{% for x in campaign.purposes %}{{ x }}{% endfor %}\n",
        },
    },
    Code {
        name: "template-syntax",
        title: "模板语法有错",
        why: "括号、引号、标签不成对，或者用了不支持的写法。",
        clause: "",
        wrong: Example { file: "示例/章节.md.tera", text: "{% if campaign.theme %}主题\n" },
        right: Example { file: "示例/章节.md.tera", text: "{% if campaign.theme %}主题{% endif %}\n" },
    },
    Code {
        name: "template-recursion",
        title: "模板套成了圈",
        why: "include 或组件用到了自己，永远写不完。",
        clause: "",
        wrong: Example { file: "示例/章节.md.tera", text: "{% include \"示例/章节.md.tera\" %}\n" },
        right: Example { file: "示例/章节.md.tera", text: "{{ unit.name }}\n" },
    },
    Code {
        name: "template-too-long",
        title: "章节太长",
        why: "一个章节超过了4MB，多半是循环套错了变量。",
        clause: "",
        wrong: Example {
            file: "示例/章节.md.tera",
            text: "{% for a in tasks.items %}{% for b in tasks.items %}{% for c in tasks.items %}……{% endfor %}{% endfor %}{% endfor %}\n",
        },
        right: Example {
            file: "示例/章节.md.tera",
            text: "{% for item in tasks.items %}{{ item.name }}{% endfor %}\n",
        },
    },
    Code {
        name: "template-failed",
        title: "模板执行出错",
        why: "少见的错误，提示里附有模板引擎自己的说明。",
        clause: "",
        wrong: Example { file: "示例/章节.md.tera", text: "" },
        right: Example { file: "示例/章节.md.tera", text: "" },
    },
    Code {
        name: "template-name",
        title: "名称与文件夹不同",
        why: "template.yaml 里的“名称”要与所在的文件夹同名。",
        clause: "",
        wrong: Example { file: "示例/template.yaml", text: "名称: 试验二\n" },
        right: Example { file: "示例/template.yaml", text: "名称: 示例\n" },
    },
    Code {
        name: "missing-template",
        title: "缺少模板文件",
        why: "章节或 include 指的文件不存在。",
        clause: "",
        wrong: Example { file: "示例/章节.md.tera", text: "{% include \"_shared/没有.md.tera\" %}\n" },
        right: Example { file: "示例/章节.md.tera", text: "{{ unit.name }}\n" },
    },
    Code {
        name: "unused-template",
        title: "模板没有用上",
        why: "文件名不是任何章节，写了也不会用到。",
        clause: "",
        wrong: Example { file: "示例/章节.md.tera", text: "" },
        right: Example { file: "示例/章节.md.tera", text: "" },
    },
    Code {
        name: "missing-value",
        title: "资料没有填写",
        why: "模板要印的内容资料里没有。程序不会印出空白：或者填写，或者在模板里先判断有没有。",
        clause: "",
        wrong: Example { file: "示例/章节.md.tera", text: "主题是{{ campaign.theme }}。\n" },
        right: Example {
            file: "示例/章节.md.tera",
            text: "{% if campaign.theme %}主题是{{ campaign.theme }}。{% endif %}\n",
        },
    },
    Code {
        name: "filter-type",
        title: "过滤用错了内容",
        why: "有的过滤只接列表，有的只接文字或数。",
        clause: "",
        wrong: Example { file: "示例/章节.md.tera", text: "{{ campaign.name | join_cn }}\n" },
        right: Example { file: "示例/章节.md.tera", text: "{{ campaign.purposes | join_cn }}\n" },
    },
    Code {
        name: "filter-argument",
        title: "参数不对",
        why: "过滤、函数、组件的参数缺少、多余、没写名称或者类型不符。",
        clause: "",
        wrong: Example { file: "示例/章节.md.tera", text: "{{ campaign.start | cn_date(\"month\") }}\n" },
        right: Example {
            file: "示例/章节.md.tera",
            text: "{{ campaign.start | cn_date(form=\"month\") }}\n",
        },
    },
];
