//! Flags and commands, listed once; help, completions and checks come from this list.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// 由资料生成符合 GB/T 9704-2012 的公文（.docx）。
#[derive(Debug, Parser)]
#[command(name = "gongwen", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 新建资料文件夹，里面的资料不改就能生成文件
    New(NewOptions),
    /// 由资料生成文件
    Build(BuildOptions),
    /// 按名册给每个单位生成文件
    Batch(BatchOptions),
    /// 检查文件：资料、文字稿和 Word 文件里会被退回的毛病
    Check(CheckOptions),
    /// 列出检查的规则
    Rules(RulesOptions),
    /// 列出文件里每个算出来的数：怎样算的，从哪些格子来
    Figures(FiguresOptions),
    /// 列出能做的文种
    Kinds(LibraryOptions),
    /// 列出一个文种用到的资料项
    Fields(FieldsOptions),
    /// 输出资料文件的 JSON Schema，供编辑器补全和检查
    Schema(SchemaOptions),
    /// 列出版式，或者看一个版式与标准有哪些不同
    Profiles(ProfilesOptions),
    /// 解释一条提示的代码
    Explain(ExplainOptions),
    /// 检查这台电脑上的字体和环境
    Doctor(DoctorOptions),
    /// 把写好的文件变成资料，由它生成的文件与原文一样
    Import(ImportOptions),
    /// 比较两稿，做成带修订标记的 Word 文件
    Diff(DiffOptions),
    /// 收表：发出表单、收回来核对、评分、汇总
    #[command(subcommand)]
    Collect(CollectCommand),
    /// 打开网页：在浏览器里填资料、看版面、存成文件
    Serve(ServeOptions),
    /// 输出命令补全脚本
    Completions(CompletionsOptions),
}

/// `gongwen new`.
#[derive(Debug, Args)]
pub struct NewOptions {
    /// 新文件夹的名字，也用作单位名称
    #[arg(value_name = "文件夹")]
    pub folder: PathBuf,
    /// 文种
    #[arg(long, value_name = "文种", default_value = "实施方案")]
    pub kind: String,
    /// 资料做成一个 Excel 文件（资料.xlsx），不做成 资料.yaml
    #[arg(long, conflicts_with = "eject")]
    pub xlsx: bool,
    /// 把一个文种的模板复制到文件夹里，供修改；文件夹可以是已有的
    #[arg(long, value_name = "文种")]
    pub eject: Option<String>,
    /// 由去年的资料（.yaml）做今年的：日期改成今年的，目标和完成情况留着填
    #[arg(long, value_name = "去年的资料", requires = "year", conflicts_with_all = ["kind", "xlsx", "eject"])]
    pub from: Option<PathBuf>,
    /// 新资料是哪一年的，与 --from 一起用
    #[arg(long, value_name = "年份", requires = "from")]
    pub year: Option<i32>,
    /// 覆盖已有的文件，与 --from 一起用
    #[arg(long, requires = "from")]
    pub force: bool,
}

/// `gongwen import`.
#[derive(Debug, Args)]
pub struct ImportOptions {
    /// 写好的文件：Word 文件（.docx）或者文字稿（.txt .md）
    #[arg(value_name = "文件")]
    pub file: PathBuf,
    /// 放资料（文稿.yaml）的文件夹
    #[arg(short, long, value_name = "文件夹")]
    pub output: PathBuf,
    /// 覆盖已有的文稿.yaml
    #[arg(long)]
    pub force: bool,
}

/// `gongwen diff`.
#[derive(Debug, Args)]
pub struct DiffOptions {
    /// 旧稿：资料（.yaml .xlsx）、Word 文件（.docx）或者文字稿（.txt .md）
    #[arg(value_name = "旧稿")]
    pub old: PathBuf,
    /// 新稿：资料或者 Word 文件；修订稿的格式照它
    #[arg(value_name = "新稿")]
    pub new: PathBuf,
    /// 修订稿（.docx）：在 Word 里全部接受就是新稿，全部拒绝就是旧稿
    #[arg(short, long, value_name = "修订稿")]
    pub output: PathBuf,
    /// 修订记在谁的名下
    #[arg(long, value_name = "姓名", default_value = "gongwen 比较")]
    pub author: String,
    /// 修订的日期，例如 2027-01-05；不写，修订就不带日期
    #[arg(long, value_name = "日期")]
    pub date: Option<String>,
    /// 资料里有几份文稿的，只比这个文种
    #[arg(long, value_name = "文种")]
    pub kind: Option<String>,
    /// 覆盖已有的修订稿
    #[arg(long)]
    pub force: bool,
}

/// `gongwen collect`.
#[derive(Debug, Subcommand)]
pub enum CollectCommand {
    /// 给名册上的每个单位做一张表（.xlsx）
    Make(CollectMakeOptions),
    /// 读交回来的表：核对、评分、汇总，列出退回和催报的单位
    Read(CollectReadOptions),
}

/// `gongwen collect make`.
#[derive(Debug, Args)]
pub struct CollectMakeOptions {
    /// 资料文件，里面有“表单”
    #[arg(value_name = "资料")]
    pub data: PathBuf,
    /// 名册：一行一个单位（.csv .xlsx .ods .xls .yaml）
    #[arg(long, value_name = "名册")]
    pub roster: PathBuf,
    /// 放表的文件夹
    #[arg(short, long, value_name = "文件夹")]
    pub output: PathBuf,
    /// 覆盖已有的表，填过的也覆盖
    #[arg(long)]
    pub force: bool,
}

/// `gongwen collect read`.
#[derive(Debug, Args)]
pub struct CollectReadOptions {
    /// 资料文件，里面有“表单”
    #[arg(value_name = "资料")]
    pub data: PathBuf,
    /// 名册：发表时用的那一份
    #[arg(long, value_name = "名册")]
    pub roster: PathBuf,
    /// 交回来的表（.xlsx .xls .et .ods .csv .docx），或者放着它们的文件夹
    #[arg(value_name = "交回的表", required = true)]
    pub returns: Vec<PathBuf>,
    /// 放汇总的文件夹
    #[arg(short, long, value_name = "文件夹")]
    pub output: PathBuf,
    /// 覆盖被人改过的文件
    #[arg(long)]
    pub force: bool,
}

/// `gongwen build`.
#[derive(Debug, Args)]
pub struct BuildOptions {
    /// 资料文件，可以写几个
    #[arg(value_name = "资料", required = true)]
    pub data: Vec<PathBuf>,
    /// 只做这个文种
    #[arg(long, value_name = "文种")]
    pub kind: Option<String>,
    /// 放文件的文件夹，不写就放在资料旁边的“输出”里
    #[arg(short, long, value_name = "文件夹")]
    pub output: Option<PathBuf>,
    /// 输出成什么
    #[arg(long, value_name = "格式", default_value = "docx")]
    pub to: Format,
    /// 放字体文件的文件夹，PDF 先用里面的字体
    #[arg(long, value_name = "文件夹")]
    pub fonts: Option<PathBuf>,
    /// PDF 照 LibreOffice 的习惯断行（核对用）
    #[arg(long, hide = true)]
    pub like_libreoffice: bool,
    /// 版式的名称，或者版式文件（.yaml）的路径；不写就按资料里的“版式”，资料里也没有就是国标
    #[arg(long, value_name = "版式")]
    pub profile: Option<String>,
    /// 有警告就不写文件
    #[arg(long)]
    pub strict: bool,
    /// 覆盖已有的文件，被人改过的也覆盖
    #[arg(long)]
    pub force: bool,
}

/// What `build` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Word 文件
    Docx,
    /// PDF，用这台电脑上的字体
    Pdf,
    /// 每页一张图（SVG）
    Svg,
    /// Markdown
    Md,
    /// 纯文本
    Text,
    /// 文件结构（JSON）
    Ast,
    /// 每页每行的文字和位置（JSON）
    Pages,
}

impl Format {
    /// The file name's end.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Pdf => "pdf",
            Format::Svg => "svg",
            Format::Md => "md",
            Format::Text => "txt",
            Format::Ast | Format::Pages => "json",
        }
    }
}

/// `gongwen batch`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct BatchOptions {
    /// 资料文件
    #[arg(value_name = "资料", required_unless_present = "merge")]
    pub data: Option<PathBuf>,
    /// 名册：一行一个单位（.csv .xlsx .ods .xls .yaml）
    #[arg(long, value_name = "名册", required_unless_present = "merge")]
    pub roster: Option<PathBuf>,
    /// 放文件的文件夹
    #[arg(short, long, value_name = "文件夹", required_unless_present = "merge")]
    pub output: Option<PathBuf>,
    /// 把分份生成的各份合起来：写上各份的文件夹，清单、登记簿和签收表写在 -o 的文件夹里，不写就是第一个
    #[arg(long, value_name = "文件夹", num_args = 1.., conflicts_with_all = ["data", "roster", "kind", "filters", "maps", "jobs", "resume", "fail_fast", "shard", "strict", "print", "zip", "dry_run"])]
    pub merge: Vec<PathBuf>,
    /// 只做这个文种
    #[arg(long, value_name = "文种")]
    pub kind: Option<String>,
    /// 只做合乎条件的行，例如 市=天水市；可以写几次，都要合乎
    #[arg(long = "where", value_name = "列=值")]
    pub filters: Vec<String>,
    /// 名册的列名与资料里的不同时写明，例如 报送时限=截止时间；可以写几次
    #[arg(long = "map", value_name = "名称=列")]
    pub maps: Vec<String>,
    /// 同时做几份，不写就用上所有的核
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// 接着做上次没有做完的
    #[arg(long)]
    pub resume: bool,
    /// 有一份做不成就停下
    #[arg(long)]
    pub fail_fast: bool,
    /// 另做打印稿.docx：各份按名册的顺序装在一起，供双面打印，每份从一张纸的正面、第1页开始；每100份一册
    #[arg(long)]
    pub print: bool,
    /// 另做公文.zip：这次的全部文件和清单、登记簿、签收表
    #[arg(long)]
    pub zip: bool,
    /// 只试做，不写文件：看每个单位的能不能做成，哪些已经有了
    #[arg(long, conflicts_with_all = ["print", "zip", "resume", "shard"])]
    pub dry_run: bool,
    /// 分成 N 份，只做第 I 份；各份做完以后用 --merge 合起来
    #[arg(long, value_name = "I/N")]
    pub shard: Option<String>,
    /// 版式的名称，或者版式文件（.yaml）的路径；不写就按资料里的“版式”，资料里也没有就是国标
    #[arg(long, value_name = "版式")]
    pub profile: Option<String>,
    /// 有警告的不写
    #[arg(long)]
    pub strict: bool,
    /// 覆盖已有的文件，被人改过的也覆盖
    #[arg(long)]
    pub force: bool,
    /// 不显示进度，也不列出名册的哪些列代替资料
    #[arg(short, long)]
    pub quiet: bool,
}

/// `gongwen check`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct CheckOptions {
    /// 要检查的文件：资料（.yaml .xlsx）、文字稿（.txt .md）、Word 文件（.docx），或者放着它们的文件夹
    #[arg(value_name = "文件", required = true)]
    pub files: Vec<PathBuf>,
    /// 输出成什么
    #[arg(long, value_name = "格式", default_value = "text")]
    pub format: Report,
    /// 只查这些规则，写代码或者组的字母，例如 A02,D；可以写几次
    #[arg(long, value_name = "规则")]
    pub select: Vec<String>,
    /// 不查这些规则
    #[arg(long, value_name = "规则")]
    pub ignore: Vec<String>,
    /// 把只有一种改法的改好：资料（.yaml）和文字稿（.txt .md），别的字一个不动
    #[arg(long)]
    pub fix: bool,
    /// 只显示要改什么，不动文件
    #[arg(long, requires = "fix")]
    pub diff: bool,
    /// 同样的毛病也全部列出，不合并
    #[arg(long)]
    pub all: bool,
    /// 已知问题的清单，里面有的不再列出
    #[arg(long, value_name = "清单")]
    pub baseline: Option<PathBuf>,
    /// 把现在查出的都记成已知，写成清单
    #[arg(long, value_name = "清单", group = "written", conflicts_with_all = ["baseline", "fix"])]
    pub write_baseline: Option<PathBuf>,
    /// 把查出的写成批注，写进 Word 文件的副本，原来的文件不动；只查一个文件：Word 文件，或者只有一份文稿的资料
    #[arg(long, value_name = "副本", group = "written", conflicts_with = "fix")]
    pub annotate: Option<PathBuf>,
    /// 覆盖已有的清单或副本
    #[arg(long, requires = "written")]
    pub force: bool,
}

/// `gongwen rules`.
#[derive(Debug, Args)]
pub struct RulesOptions {
    /// 输出成什么
    #[arg(long, value_name = "格式", default_value = "text")]
    pub format: Report,
}

/// `gongwen figures`.
#[derive(Debug, Args)]
pub struct FiguresOptions {
    /// 资料文件
    #[arg(value_name = "资料")]
    pub data: PathBuf,
    /// 只看这个文种
    #[arg(long, value_name = "文种")]
    pub kind: Option<String>,
    /// 输出成什么
    #[arg(long, value_name = "格式", default_value = "text")]
    pub format: Report,
}

/// How a report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Report {
    /// 给人看
    Text,
    /// 给程序读（JSON）
    Json,
}

/// Where templates come from.
#[derive(Debug, Args)]
pub struct LibraryOptions {
    /// 资料文件夹，里面有自己的 templates 时一并列出
    #[arg(value_name = "文件夹", default_value = ".")]
    pub folder: PathBuf,
}

/// `gongwen fields`.
#[derive(Debug, Args)]
pub struct FieldsOptions {
    /// 文种，或者资料的一项，例如 表单；不写就列出全部资料项；写“版式”就列出版式文件的
    #[arg(value_name = "文种")]
    pub kind: Option<String>,
}

/// `gongwen schema`.
#[derive(Debug, Args)]
pub struct SchemaOptions {
    /// 文种；不写就是全部资料项；写“版式”就是版式文件的
    #[arg(value_name = "文种")]
    pub kind: Option<String>,
}

/// `gongwen profiles`.
#[derive(Debug, Args)]
pub struct ProfilesOptions {
    /// 版式的名称，或者版式文件（.yaml）的路径；不写就全部列出
    #[arg(value_name = "版式")]
    pub profile: Option<String>,
    /// 输出版式文件的原文，可以存成自己的版式文件再改
    #[arg(long, requires = "profile")]
    pub source: bool,
    /// 由单位自己的 Word 文件（.docx）学出版式，写成 -o 的版式文件
    #[arg(long, value_name = "样本", requires = "output", conflicts_with = "profile")]
    pub learn: Option<PathBuf>,
    /// 学出的版式写在哪个文件里（.yaml）
    #[arg(short, long, value_name = "版式文件", requires = "learn")]
    pub output: Option<PathBuf>,
    /// 覆盖已有的版式文件
    #[arg(long, requires = "learn")]
    pub force: bool,
}

/// `gongwen doctor`.
#[derive(Debug, Args)]
pub struct DoctorOptions {
    /// 查哪个版式要用的字体，不写就是国标
    #[arg(long, value_name = "版式")]
    pub profile: Option<String>,
}

/// `gongwen explain`.
#[derive(Debug, Args)]
pub struct ExplainOptions {
    /// 提示里方括号中的代码；不写就列出全部代码
    #[arg(value_name = "代码")]
    pub code: Option<String>,
}

/// `gongwen completions`.
#[derive(Debug, Args)]
pub struct CompletionsOptions {
    /// 命令行程序
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// `gongwen serve`.
#[derive(Debug, Args)]
pub struct ServeOptions {
    /// 放资料的文件夹；网页只能读写里面的文件
    #[arg(value_name = "文件夹", default_value = ".")]
    pub folder: PathBuf,
    /// 端口；不写就用 8765，占着时用后面的一个
    #[arg(long, value_name = "端口")]
    pub port: Option<u16>,
}
