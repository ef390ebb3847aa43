//! Faults of files and folders.

use super::{Code, Example};

/// The list.
pub const CODES: &[Code] = &[
    Code {
        name: "file-not-found",
        title: "没有找到文件",
        why: "文件名或文件夹写错了，或者文件被移走了。",
        clause: "",
        wrong: Example::yaml("引用: 不存在的资料.yaml\n"),
        right: Example::yaml("引用: 单位资料.yaml\n"),
    },
    Code {
        name: "is-folder",
        title: "这是文件夹",
        why: "要写的是资料文件，不是它所在的文件夹。",
        clause: "",
        wrong: Example::yaml(""),
        right: Example::yaml(""),
    },
    Code {
        name: "is-file",
        title: "这是文件",
        why: "要的是文件夹，同名的文件占了位置。",
        clause: "",
        wrong: Example::yaml(""),
        right: Example::yaml(""),
    },
    Code {
        name: "no-permission",
        title: "没有权限",
        why: "文件或文件夹不让读或不让写。",
        clause: "",
        wrong: Example::yaml(""),
        right: Example::yaml(""),
    },
    Code {
        name: "disk-full",
        title: "磁盘满了",
        why: "空间不够，文件没有写成，也没有留下半个文件。",
        clause: "",
        wrong: Example::yaml(""),
        right: Example::yaml(""),
    },
    Code {
        name: "file-locked",
        title: "文件正被打开着",
        why: "Word 或 WPS 打开的文件不能替换，关掉再做。",
        clause: "",
        wrong: Example::yaml(""),
        right: Example::yaml(""),
    },
    Code {
        name: "bad-file-name",
        title: "名字不合适",
        why: "名字太长，或者含有系统不允许的字符。",
        clause: "",
        wrong: Example::yaml(""),
        right: Example::yaml(""),
    },
    Code {
        name: "file-too-large",
        title: "文件太大",
        why: "资料是文本文件，通常只有几十KB，超过64MB的不读。",
        clause: "",
        wrong: Example::yaml(""),
        right: Example::yaml(""),
    },
    Code {
        name: "file-fault",
        title: "使用文件时出错",
        why: "系统报告了别的错误，看提示里的原话。",
        clause: "",
        wrong: Example::yaml(""),
        right: Example::yaml(""),
    },
    Code {
        name: "outside-folder",
        title: "文件不在打开的文件夹里",
        why: "用网页时，只能读写“gongwen serve”打开的那个文件夹里的文件；资料里“引用”“台账”“图片”写的文件也一样。",
        clause: "",
        wrong: Example::yaml(""),
        right: Example::yaml(""),
    },
];
