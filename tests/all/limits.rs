//! The longest that real offices write: nothing overflows, nothing is lost, and the page stays 22 lines of 28 characters.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use gongwen::cli::Exit;
use gongwen::layout::breaking::Viewer;
use gongwen::layout::laid::LaidBlock;
use gongwen::paginate::{listing, paginate};
use gongwen::pipeline;
use gongwen::pipeline::profiles::Page;
use gongwen::profile::style::ParagraphStyle;

use crate::desk;
use crate::pages::documents;
use crate::program::{gongwen, only_file};

/// The longest name of a real unit.
const UNIT: &str = "内蒙古赤峰高新技术产业开发区管理委员会红山产业园";
/// More than sixty characters.
const TITLE: &str = "关于印发《二〇二六年度高新技术产业开发区安全生产治本攻坚三年行动和重大事故隐患排查整治以及应急救援能力提升工作实施方案》的补充通知";

/// Common characters, none twice.
const COMMON: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严首底液官德随病苏失尔死讲配女黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台落木帮轮破亚师围注远字材排供河态封另施减树溶怎止案言士均武固叶鱼波视仅费紧爱左章早朝害续轻服试食充兵源判护司足某练差致板田降黑犯负击范继兴似余坚曲输修故城夫够送笔船占右财吃富春职觉汉画功巴跟虽杂飞检吸助升阳互初创抗考投坏策古径换未跑留钢曾端责站简述钱副尽帝射草冲承独令限阿宣环双请超微让控州良轴找否纪益依优顶础载倒房突坐粉敌略客袁冷胜绝析块剂测丝协诉念陈仍罗盐友洋错苦夜刑移频逐靠混母短皮终聚汽村云哪既距卫停烈央察烧迅境若印洲刻括激孔搞甚室待核校散侵吧甲游久菜味旧模湖货损预阻毫普稳乙妈植息扩银语挥酒守拿序纸医缺雨吗针刘啊急唱误训愿审附获茶鲜粮斤孩脱硫肥善龙演父渐血欢械掌歌沙刚攻谓盾讨晚粒乱燃矛乎杀药宁鲁贵钟煤读班伯香介迫句丰培握兰担弦蛋沉假穿执答乐谁顺烟缩征脸喜松脚困异免背星福买染井概慢怕磁倍祖皇促静补评翻肉践尼衣宽扬棉希伤操垂秋宜氢套督振架亮末宪庆编牛触映雷销诗座居抓裂胞呼娘景威绿晶厚盟衡鸡孙延危胶屋乡临陆顾掉呀灯岁措束耐剧玉赵跳哥季课凯胡额款绍卷齐伟蒸殖永宗苗川炉岩弱零杨奏沿露杆探滑镇饭浓航怀赶库夺伊灵税途灭赛归召鼓播盘裁险康唯录菌纯借糖盖横符私努堂域枪润幅哈竟熟虫泽脑壤碳欧遍侧寨敢彻虑斜薄庭纳弹饲伸折麦湿暗荷瓦塞床筑恶户访塔奇透梁刀旋迹卡氯遇份毒泥退洗摆灰彩卖耗夏择忙铜献硬予繁圈雪函亦抽篇阵阴丁尺追堆雄迎泛爸楼避谋吨野猪旗累偏典馆索秦脂潮爷豆忽托惊塑遗愈朱替纤粗倾尚痛楚谢奋购磨君池旁碎骨监捕弟暴割贯殊释词亡壁顿宝午尘闻揭炮残冬桥妇警综招吴付浮遭徐您摇谷赞箱隔订男吹园纷唐败宋玻巨耕坦荣闭湾键凡驻锅救恩剥凝碱齿截炼麻纺禁废盛版缓净睛昌婚涉筒嘴插岸朗庄街藏姑贸腐奴啦惯乘恢匀纱扎辩耳彪臣亿璃抵脉秀萨俄网舞店喷纵寸汗挂洪着贺";

/// A text of common characters in an order of its own, with marks, so that a lost one is missed.
fn prose(characters: usize, seed: usize) -> String {
    let common: Vec<char> = COMMON.chars().collect();
    let mut text = String::new();
    for at in 0..characters {
        let mark = match at % 29 {
            11 => Some('，'),
            19 => Some('、'),
            28 => Some('。'),
            _ => None,
        };
        text.push(mark.unwrap_or_else(|| common[(seed + at * 617 + at / 31) % common.len()]));
    }
    text.push('。');
    text
}

fn workbook() -> String {
    let mut text = format!(
        "单位:\n  名称: {UNIT}\n  发文代字: 红产园管发\n  印发机关: {UNIT}办公室\n表:\n  - 名称: 企业台账\n    表头: [序号, 企业名称, 隐患数]\n    行:\n"
    );
    for row in 1..=300 {
        let _ = writeln!(text, "      - [{row}, 第{row}号标准厂房入驻企业有限责任公司, {}]", row * 37 % 101);
    }
    text.push_str("附件:\n");
    for number in 1..=12 {
        let tables = if number == 1 { "表: 企业台账" } else { "正文: 略。" };
        let _ = writeln!(
            text,
            "  - {{名称: 第{number}类重点企业安全生产隐患排查整治情况逐级统计汇总台账, {tables}}}"
        );
    }
    let recipients: Vec<String> = (1..=40).map(|n| format!("第{n}产业链专班")).collect();
    let _ = write!(
        text,
        "文稿:\n  - 文种: 通知\n    标题: {TITLE}\n    发文字号: 红产园管发〔2026〕128号\n    主送机关: {}\n    成文日期: 2026-12-31\n    印发: {{日期: 2026-12-31}}\n    抄送机关: [{UNIT}, 内蒙古赤峰高新技术产业开发区管理委员会]\n    附注: 此件公开发布\n    章节:\n      - 正文: |\n          {}\n          {}\n",
        recipients.join("、"),
        prose(20_000, 5),
        prose(300, 11),
    );
    text
}

#[test]
fn the_longest_that_offices_write_overflows_nothing_and_loses_nothing() {
    let text = workbook();
    let mut world = desk::files([("资料.yaml", text.clone().into_bytes())]);
    let run = gongwen("build 资料.yaml", &mut world);
    assert_eq!(run.exit, Exit::Done, "{}", run.err);
    let (_, docx) = only_file(&world, ".docx");
    if let Some(folder) = std::env::var_os("GONGWEN_LIMITS") {
        std::fs::write(Path::new(&folder).join("极限.docx"), &docx).expect("the folder is there");
    }
    let mut world = desk::files([("资料.yaml", text.into_bytes())]);
    let (_, document, page) = documents(&mut world, "资料.yaml").into_iter().next().expect("one document");
    check(&document, &page);
}

fn check(document: &gongwen::document::tree::Document, page: &Arc<Page>) {
    let profile = &page.profile;
    let laid = pipeline::lay(document, profile);
    let pages = paginate(&laid, profile, Viewer::Word);
    // 40 主送机关 leave text on the first page, or stand in the 版记.
    let style = |block: usize| match &laid.sections[0].blocks[block] {
        LaidBlock::Paragraph(paragraph) => Some(paragraph.style),
        _ => None,
    };
    let first = pages
        .lines
        .iter()
        .filter(|line| line.page == 0 && style(line.of.block) == Some(ParagraphStyle::Body));
    assert!(first.count() >= 1, "the first page shows text");
    // Every line lies within 版心, a hanging mark apart; a full page of text has 22 lines of 28 characters.
    let bottom = profile.page.height.0 - profile.page.bottom.0;
    let right = profile.page.width.0 - profile.page.right.0;
    let mut full = 0;
    for line in &pages.lines {
        assert!(line.left.0 >= profile.page.left.0 && line.left.0 + line.line.width.0 <= right, "{line:?}");
        assert!(line.top.0 + line.height.0 <= bottom, "{line:?}");
        let words = listing::text(&laid, line, profile);
        if line.of.cell.is_none() && words.chars().count() - usize::from(line.line.hanging) == 28 {
            full += 1;
        }
    }
    assert!(full > 600, "{full} lines of 28 characters");
    let of_text = |page: usize| {
        let lines = pages.lines.iter().filter(move |line| line.page == page && line.of.section == 0);
        lines.filter(|line| style(line.of.block) == Some(ParagraphStyle::Body)).count()
    };
    let full_pages = (0..pages.pages.len()).filter(|page| of_text(*page) == 22).count();
    assert!(full_pages >= 30, "{full_pages} pages of 22 lines");
    // Every character of the text stands on a page, in order.
    let shown: String = pages
        .lines
        .iter()
        .filter(|line| line.of.section == 0 && style(line.of.block) == Some(ParagraphStyle::Body))
        .map(|line| listing::text(&laid, line, profile))
        .collect();
    let written = prose(20_000, 5) + &prose(300, 11);
    let differs = shown.chars().zip(written.chars()).position(|(shown, written)| shown != written);
    let about = |text: &str| text.chars().skip(differs.unwrap_or(0)).take(20).collect::<String>();
    assert_eq!(differs.map(|_| (about(&shown), about(&written))), None);
    // Then come the texts of eleven attachments.
    assert_eq!(shown.chars().count(), written.chars().count() + 2 * 11);
    let all: String = pages
        .lines
        .iter()
        .filter(|line| !line.repeated)
        .map(|line| listing::text(&laid, line, profile))
        .collect();
    for row in 1..=300 {
        assert!(all.contains(&format!("第{row}号标准厂房")), "row {row}");
    }
    for number in [1, 12] {
        assert!(all.contains(&format!("{number}.第{number}类重点企业")), "附件{number}");
    }
    assert!(all.contains("第40产业链专班"));
}
