import Testing

/// Types, dimensions and shapes that the check infers.
struct TypeTests {
  @Test(arguments: [
    ("let x = 7.5%", "Number"),
    ("let x = 0元", "Money"),
    ("let x = 3.2 million yuan / 5 people", "Money/People"),
    ("let x = 5万元 * 2万人", "Money*People"),
    ("let x = (5万元)^2", "Money^2"),
    ("let x = (4元 * 4元)^0.5", "Money"),
    ("let x = 6 months + 1 year", "Time"),
    ("let x = 12 yuan/person", "Money/People"),
    ("let x = [1, 2, 3]", "List<Number>"),
    ("let x = [\"a\": 1元]", "Map<Text, Money>"),
    ("let x = { a: 1, b: \"t\" }", "{a: Number, b: Text}"),
    ("let x = [\"a\": 1][\"a\"]", "Number?"),
    ("let x = [\"a\": 1][\"a\"] ?? 2", "Number"),
    ("let x = if 1 < 2 then 3 else none", "Number?"),
    ("let x = secondary", "level"),
    ("let x = [primary: 200元, secondary: 400元, tertiary: 800元]", "Money[level]"),
    ("let x = [primary: 1, secondary: 2, tertiary: 3] * 2元 > 3元", "Bool[level]"),
    ("let a = [primary: 1, secondary: 2, tertiary: 3]\nlet x = a[secondary]", "Number"),
    ("let a = [primary: 1, secondary: 2, tertiary: 3]\nlet x = if a > 2 then 5元 else 0元", "Money[level]"),
    ("let x = [85% to 5万元, 90% to 10万元, 95%]", "Schedule<Money>"),
    ("let x = 2026..2040", "Range"),
    ("let x = \"a\" + \"b\" + \"c\"", "Text"),
    ("let x = [1] + [2, 3]", "List<Number>"),
    (
      "fn f(heads: People, base: Money/People, rate = 7.5%) = heads * base * rate\n"
        + "let x = f(5万人, 7万元/person, rate: 8%)",
      "Money"
    ),
    ("fn grow<D>(a: D, g: Rate) -> D = a * (1 + g)\nlet x = grow(5万元, 3%)", "Money"),
    (
      "fn grow<D>(a: D, g: Rate) -> D = a * (1 + g)\nlet x = grow([primary: 1人, secondary: 2人, tertiary: 3人], 3%)",
      "People[level]"
    ),
    ("fn per<D>(a: D/Time, b: Time) -> D = a * b\nlet x = per(5万元 / 2 years, 3 years)", "Money"),
    ("fn fib(n) = if n < 2 then n else fib(n - 1) + fib(n - 2)\nlet x = fib(20)", "Number"),
    (
      "fn even(n) = if n == 0 then true else odd(n - 1)\nfn odd(n) = if n == 0 then false else even(n - 1)\n"
        + "let x = even(4)",
      "Bool"
    ),
    ("let square = a => a * a\nlet x = square(3元)", "Money^2"),
    ("fn twice(f, a) = f(f(a))\nlet k = 2\nlet x = twice(b => b * k, 3元)", "Money"),
    ("fn apply(f: (Money) -> Money, a: Money) = f(a)\nlet x = apply(m => m * 2, 3元)", "Money"),
    ("fn outer(k) = { let g = a => a * k\n g(2元) }\nlet x = outer(3人)", "Money*People"),
    ("fn outer(k) = { fn inner(a) = if a > k then a else inner(a + 1元)\n inner(2元) }\nlet x = outer(3元)", "Money"),
    ("type Claim { cost: Money, level: level }\nlet c: Claim = { cost: 5万元, level: primary }\nlet x = c.cost", "Money"),
    ("let x = match secondary { primary => 1, secondary => 2, _ => 3 }", "Number"),
    ("let x = match 5 { 1 or 2 => \"a\", 3..9 => \"b\", _ => \"c\" }", "Text"),
    ("var x = []\nx = [1元]", "List<Money>"),
    ("var x = none\nx = 5元", "Money?"),
    ("var x = [:]\nx[\"a\"] = 5元", "Map<Text, Money>"),
    ("let x = 1 < 2 <= 3", "Bool"),
    ("let x = 3 in 1..5", "Bool"),
    ("let x = 5万元 near 49_999元", "Bool"),
    ("let x = try 1 / 0.5 else 2", "Number"),
    ("dimension Beds\nunit bed, beds: Beds\nlet x = 30 beds / 2 people", "Beds/People"),
    ("unit kilo_yuan = 1_000 yuan\nlet x = 3 kilo_yuan", "Money"),
    ("index age = 0..100\nfn f(a: Number[age]) = a * 2\nlet x = level.primary", "level"),
    ("fn f(n) = { if n > 2 { return none }\n 5元 }\nlet x = f(3)", "Money?"),
    ("let x: Money[level] = 5元", "Money[level]"),
    ("let x = 2 * 1 person", "People"),
    ("let n = 3\nlet x = n * 1 person", "People"),
    ("let r = { f: a => a * 2 }\nlet x = r.f(3元)", "Money"),
    ("let a = 5元\nlet x = a -> 万元", "Money"),
    ("fn half(a) = a / 2\nlet x = 10元.half()", "Money"),
  ])
  func inferred(_ text: String, _ type: String) { #expect(typeOfX(text) == type) }
}
