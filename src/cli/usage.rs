//! clap's own words in Chinese: headings of the help page and faults of the command line.

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::Exit;
use crate::cli::console::Console;
use crate::diag::nearest::nearest;
use crate::figure::formula::Function;
use crate::figure::wording::OPTIONS;

const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";
const GROUP_TEMPLATE: &str =
    "{about-with-newline}\n用法：{usage}\n\n命令：\n{subcommands}\n\n选项：\n{options}{after-help}";
const ROOT_TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n命令：\n{subcommands}\n\n选项：\n{options}\n\n例：\n  gongwen new 某某局              新建一份资料\n  gongwen build 某某局/资料.yaml  生成文件，放在“某某局/输出”里";

/// The same command with Chinese help.
pub fn in_chinese(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command
        .help_template(ROOT_TEMPLATE)
        .override_usage("gongwen <命令> [选项]")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', clap::ArgAction::Help, "显示帮助"))
        .arg(flag("version", 'V', clap::ArgAction::Version, "显示版本"));
    for name in names {
        command = command.mut_subcommand(name.clone(), |sub| {
            let sub = if name == "figures" { sub.after_help(formulas()) } else { sub };
            subcommand(sub, &name)
        });
    }
    command
}

/// A command under the program or under another command; `name` is what is typed behind `gongwen`.
fn subcommand(command: Command, name: &str) -> Command {
    let inner: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let usage =
        if inner.is_empty() { usage_of(&command, name) } else { format!("gongwen {name} <命令> [选项]") };
    let template = if inner.is_empty() { TEMPLATE } else { GROUP_TEMPLATE };
    let mut command = command
        .help_template(template)
        .override_usage(usage)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', clap::ArgAction::Help, "显示帮助"))
        .mut_args(|argument| {
            let heading = if argument.is_positional() { "参数" } else { "选项" };
            argument.help_heading(heading).hide_possible_values(false)
        });
    for one in inner {
        command = command.mut_subcommand(one.clone(), |sub| subcommand(sub, &format!("{name} {one}")));
    }
    command
}

/// What stands under the help of `figures`: the language of `【…】`.
fn formulas() -> String {
    let mut text = String::from(
        "在文字里写：【名称】、【算式】或【算式：写法】\n  条件：类型=义诊、讲座　类型≠会议　服务人数≥100　月=6　日期≥2012-06-01　内容含“疫苗”　期间=全部\n  名称里有括号、引号这些符号的，用「」括起来：合计(「经费（自筹）」)\n\n算式（可以加减乘除，用括号）：\n",
    );
    for (usage, meaning) in Function::USAGE {
        text.push_str(&format!("  {usage}\n      {meaning}\n"));
    }
    text.push_str("\n写法：\n");
    for (option, meaning) in OPTIONS {
        text.push_str(&format!("  {option}\n      {meaning}\n"));
    }
    text
}

fn flag(name: &'static str, short: char, action: clap::ArgAction, help: &'static str) -> clap::Arg {
    clap::Arg::new(name).short(short).long(name).action(action).help(help).help_heading("选项")
}

fn usage_of(command: &Command, name: &str) -> String {
    let mut usage = format!("gongwen {name}");
    for argument in command.get_positionals() {
        let value =
            argument.get_value_names().and_then(|names| names.first()).map_or("值", |name| name.as_str());
        let many = matches!(argument.get_action(), clap::ArgAction::Append);
        let shown = format!("{value}{}", if many { "…" } else { "" });
        usage.push_str(&if argument.is_required_set() {
            format!(" <{shown}>")
        } else {
            format!(" [{shown}]")
        });
    }
    if command.get_opts().next().is_some() {
        usage.push_str(" [选项]");
    }
    usage
}

/// Tells what is wrong with a command line; help and version are results.
pub fn explain(error: &clap::Error, console: &mut Console<'_>) -> Exit {
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let argument = text(ContextKind::InvalidArg);
    let argument =
        argument.split(' ').next().unwrap_or_default().trim_matches(['<', '>', '[', ']', '.']).to_owned();
    let value = text(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            console.print(tidy(&error.render().to_string()).trim_end());
            return Exit::Done;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            console.tell(tidy(&error.render().to_string()).trim_end());
            return Exit::Failed;
        }
        ErrorKind::InvalidSubcommand => {
            let written = text(ContextKind::InvalidSubcommand);
            let names =
                ["new", "build", "kinds", "fields", "schema", "profiles", "explain", "doctor", "completions"];
            match nearest(&written, names.into_iter()) {
                Some(near) => format!("没有“{written}”这个命令，是否应为“{near}”"),
                None => format!("没有“{written}”这个命令"),
            }
        }
        ErrorKind::UnknownArgument => {
            let near = text(ContextKind::SuggestedArg);
            if near.is_empty() {
                format!("没有“{argument}”这个选项")
            } else {
                format!("没有“{argument}”这个选项，是否应为“{near}”")
            }
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = argument_names(error);
            match missing.as_str() {
                "资料" => "没有写资料文件的名字，例如：gongwen build 某某局/资料.yaml".to_owned(),
                "文件夹" => "没有写新文件夹的名字，例如：gongwen new 某某局".to_owned(),
                _ => format!("还要写上：{missing}"),
            }
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("“{argument}”后面要写内容"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let valid = text(ContextKind::ValidValue);
            if valid.is_empty() {
                format!("“{argument}”不能写成“{value}”")
            } else {
                format!("“{argument}”不能写成“{value}”，可以写：{valid}")
            }
        }
        ErrorKind::ArgumentConflict => format!("“{argument}”只能写一次，或者不能与别的选项一起用"),
        ErrorKind::InvalidUtf8 => "命令里有认不出的字符".to_owned(),
        _ => "命令写得不对".to_owned(),
    };
    console.tell(&format!("错误[usage]：{message}"));
    console.tell("  怎么改：用“gongwen --help”看全部命令，用“gongwen 命令 --help”看一个命令的写法");
    Exit::Failed
}

fn argument_names(error: &clap::Error) -> String {
    match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::Strings(names)) => {
            names.iter().map(|name| argument_name(name)).collect::<Vec<_>>().join("、")
        }
        Some(ContextValue::String(name)) => argument_name(name),
        _ => String::new(),
    }
}

/// `<资料>` → `资料`; `--year <年份>` as it is; one of several, `<--甲 <值>|--乙 <值>>` → `--甲 或者 --乙`.
fn argument_name(shown: &str) -> String {
    if shown.starts_with('-') {
        return shown.to_owned();
    }
    if !shown.contains('|') {
        // An option is shown with its value: `--output <版式文件>`.
        let is_option = shown.starts_with('-');
        return if is_option { shown } else { shown.trim_matches(['<', '>', '.']) }.to_owned();
    }
    let option = |one: &str| one.split(' ').next().unwrap_or_default().trim_start_matches('<').to_owned();
    shown.split('|').map(option).collect::<Vec<_>>().join(" 或者 ")
}

/// clap's few fixed English words that no setting changes.
fn tidy(text: &str) -> String {
    text.replace("[default: ", "[不写就是：")
        .replace("[possible values: ", "[可以写：")
        .replace("Possible values:", "可以写：")
}
