import Testing
import WeirMachine
import WeirSyntax

/// The functions of the domain.
@Suite struct FunctionTests {
  private let tiers = """
    tier resident {
      deductible: [primary: 100元, secondary: 400元, tertiary: 800元]
      ratio: [primary: 87%, secondary: 76%, tertiary: 62%]
      ceiling: 25万元
      scope: 84%
      offsite_cut: 10pp
      critical: { deductible: 1.5万元, bands: [60% to 5万元, 70% to 10万元, 80%] }
      aid: 70%
    }

    """

  @Test func aBillIsPaidLayerByLayer() {
    let text = tiers + "let bill = reimburse(resident, 20_000元, level: tertiary)\n"
    // Inside the scope 16,800; less 800 at 62 % is 9,920; of the 6,880 left aid pays 70 %.
    #expect(Scripts.numbers(text, "bill.scope") == [1_680_000])
    #expect(Scripts.numbers(text, "bill.basic") == [992_000])
    #expect(Scripts.numbers(text, "bill.aid") == [481_600])
    #expect(Scripts.numbers(text, "bill.scope - bill.basic - bill.critical - bill.aid") == [206_400])
    #expect(Scripts.numbers(text, "reimburse(resident, 20_000元, level: tertiary, offsite: true).basic") == [832_000])
  }

  @Test func columnsOfBillsAreOneCall() {
    let text =
      tiers
      + "let cost = [primary: 1_000元, secondary: 2_000元, tertiary: 3_000元]\n"
      + "let at = [primary: secondary, secondary: primary, tertiary: tertiary]\n"
    #expect(Scripts.numbers(text, "reimburse(resident, cost, level: tertiary).basic") == [2_480, 54_560, 106_640])
    #expect(Scripts.numbers(text, "reimburse(resident, cost, level: at).basic") == [33_440, 137_460, 106_640])
  }

  @Test func theExpectationOfALognormalBill() {
    let text = "tier flat { deductible: 1_000元, ratio: 75%, ceiling: 100万元 }\n"
    let pay = Scripts.numbers(text, "expected_pay(flat, 8_500元, 120%)").first ?? 0
    #expect(pay > 500_000 && pay < 637_500)
    #expect(Scripts.numbers(text, "expected_pay(flat, 8_500元, 0%)") == [562_500])
  }

  @Test func aComparisonHasBothSidesAndTheChange() {
    let text =
      Scripts.plan("  stage one { pool: city_level() }", years: "2026..2026")
      + "let c = compare(run(roll_out), run(roll_out, with: { cost: 1亿元 }), on: care / 1亿元)\n"
    #expect(Scripts.numbers(text, "c.a") == [21, 10])
    #expect(Scripts.numbers(text, "c.b") == [1, 1])
    #expect(Scripts.numbers(text, "c.change") == [-20, -9])
  }

  @Test func totalsSumOverCities() {
    let text = Scripts.plan("  stage one { pool: city_level() }", years: "2026..2027") + "let p = run(roll_out)\n"
    #expect(Scripts.numbers(text, "p.total(balance) / 1亿元") == [28, 32])
    #expect(Scripts.numbers(text, "p.total(income - spending) / 1亿元") == [4, 4])
  }

  @Test func dependenciesAreKnownByName() {
    let text = "let a = 2\nlet b = a * 3\nlet c = b + 1\nlet d = 5\n"
    #expect(Scripts.texts(text, "uses(c).join(\" \")") == ["a b"])
    #expect(Scripts.texts(text, "used_by(a).join(\" \")") == ["b c"])
  }

  @Test func chineseKeywordsMakeThePlanToo() {
    let text = """
      省 示范 {
        市 甲 { 基金 employee { balance: 20亿元, revenue: 10亿元, cost: 8亿元 } }
        市 乙 { 基金 employee { balance: 4亿元, revenue: 3亿元, cost: 4亿元 } }
      }
      模型 平 {
        收入项 income = fund.revenue
        支出项 care = fund.cost
        上期 = 起 0元 则 上年 care
      }
      方案 渐进 对 示范.employee，2026..2027 ｛
        model: 平
        阶段 一 { pool: adjustment(remit: 3%) }
      ｝
      设 p = run(渐进)

      """
    #expect(Scripts.numbers(text, "p.上期") == [0, 800_000_000_00, 0, 400_000_000_00])
    #expect(Scripts.numbers(text, "p.remitted[\"甲\", 2026] / 1亿元") == [0.3])
  }
}
