"""The columns and lists that the example wants, made up for a roster of real townships: same roster, same files."""

import csv
import random
import sys

PLACES = ["卫生院门诊部", "卫生院药房", "村卫生室", "预防接种室", "健康宣传栏", "医疗废物暂存间", "急救药箱"]
FAULTS = [
    ("设备超过检定期限", "送检并贴标"),
    ("药品近效期未登记", "逐批登记清理"),
    ("制度没有上墙", "补齐并公示"),
    ("台账登记不全", "补登并专人负责"),
    ("交接记录缺签字", "当日补签"),
    ("标识不清", "更换标识"),
    ("消毒记录中断", "恢复每日记录"),
]


def main(roster, folder):
    chance = random.Random(9704)
    with open(roster, encoding="utf-8") as file:
        units = list(csv.DictReader(file))
    with (
        open(f"{folder}/名册.csv", "w", newline="", encoding="utf-8") as one,
        open(f"{folder}/问题清单.csv", "w", newline="", encoding="utf-8") as other,
    ):
        rows, lists = csv.writer(one), csv.writer(other)
        more = ["报送时限", "联系科室", "联系电话", "村卫生室数", "常住人口", "未整改问题数"]
        rows.writerow([*units[0], *more])
        lists.writerow(["代码", "场所", "问题", "整改措施", "完成时限"])
        for unit in units:
            office = chance.choice(["办公室", "公共卫生办公室", "社会事务办公室"])
            phone = f"093{chance.randint(0, 9)}-{chance.randint(2000000, 8999999)}"
            day, clinics = f"2026-12-{chance.randint(10, 28)}", chance.randint(3, 30)
            people, faults = chance.randint(3000, 90000), chance.randint(5, 30)
            rows.writerow([*unit.values(), day, office, phone, clinics, people, faults])
            for _ in range(5):
                fault, cure = chance.choice(FAULTS)
                day = f"2026年12月{chance.randint(5, 31)}日"
                lists.writerow([unit["代码"], chance.choice(PLACES), fault, cure, day])


main(*sys.argv[1:])
