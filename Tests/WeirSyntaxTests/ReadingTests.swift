import Testing
@testable import WeirSyntax

/// The readings of section 5 of the grammar, row by row.
@Suite struct ReadingTests {
  @Test(arguments: [
    // Records and blocks.
    ("{ a: 1 }", "((record a 1))"),
    ("{}", "((record))"),
    ("{ f(a) }", "((block ((call f a))))"),
    ("if c {} else {}", "((if c (block) (block)))"),
    ("if c { x } else { a: 1 }", "((if c (block (x)) (record a 1)))"),
    ("let f = x => {}", "(let f (lambda (parameters x) (record)))"),
    // if.
    ("if c { x }", "((if c (block (x))))"),
    ("if a then if b then c else d", "((if a (if b c d)))"),
    // Command calls.
    ("show -x", "((command show (- x)))"),
    ("show - x", "((chain show - x))"),
    ("show-x", "((chain show - x))"),
    ("show [1, 2]", "((command show (list 1 2)))"),
    ("show[1]", "((select show 1))"),
    ("chart (a), by: city", "((command chart (parentheses a) by: city))"),
    ("chart(a)", "((call chart a))"),
    ("x yuan", "((command x yuan))"),
    ("show ?", "((command show ?))"),
    ("show { a: 1 }", "((command show (record a 1)))"),
    ("show not a", "((command show (not a)))"),
    ("show match a { _ => 1 }", "((command show (match a (arm _ 1))))"),
    ("let a = f (x)", "(let a (call f x))"),
    // Quantities.
    ("let a = 3 x", "(let a 3·x)"),
    ("x / 98_000 yuan/person", "((chain x / 98_000·yuan/person))"),
    ("5万元 / n", "((chain 5·万元 / n))"),
    ("5万元/n", "(5·万元/n)"),
    ("5/n", "((chain 5 / n))"),
    ("3.2 million yuan", "(3.2·million·yuan)"),
    ("3% from b", "((from 3% b))"),
    ("85% to x", "((to 85% x))"),
    ("7 mod 3", "((chain 7 mod 3))"),
    ("6 near 6", "((chain 6 near 6))"),
    ("3年", "(3·年)"),
    ("10pp", "(10·pp)"),
    ("5.max(3)", "((call (member 5 max) 3))"),
    // Precedence.
    ("-2^2", "((- (^ 2 2)))"),
    ("2^-1", "((^ 2 (- 1)))"),
    ("2^3^2", "((^ 2 (^ 3 2)))"),
    ("-x.abs()", "((- (call (member x abs))))"),
    ("-5 mod 3", "((chain (- 5) mod 3))"),
    ("balance -> 亿元 > 3", "((chain (convert balance * 亿元) > 3))"),
    ("a -> yuan/person*year", "((convert a * yuan / person * year))"),
    ("a -> %", "((convert a * %))"),
    ("a + b from source", "((from (chain a + b) source))"),
    ("a from b from c", "((from a b c))"),
    ("a ?? b ?? c", "((chain a ?? b ?? c))"),
    ("a or b and c", "((chain a or (chain b and c)))"),
    ("a < b <= c", "((chain a < b <= c))"),
    ("a == b == c", "((chain a == b == c))"),
    ("not x in xs", "((not (chain x in xs)))"),
    ("not a and b", "((chain (not a) and b))"),
    ("a + b * c - d", "((chain a + (chain b * c) - d))"),
    ("1..n + 1", "((.. 1 (chain n + 1)))"),
    ("0..<n", "((..< 0 n))"),
    ("1..2 to 3", "((to (.. 1 2) 3))"),
    // Lists.
    ("[a: 1]", "((entries (label a) 1))"),
    ("[a.b: 1]", "((entries (label a b) 1))"),
    ("[\"a\": 1]", "((entries (key (text \"a\")) 1))"),
    ("[2027: 1]", "((entries (key 2027) 1))"),
    ("[(k): 1]", "((entries (key (parentheses k)) 1))"),
    ("[:]", "((entries))"),
    ("[]", "((list))"),
    ("[1, 2,]", "((list 1 2))"),
    // Selections.
    ("x[year: year - 2]", "((select x year: (chain year - 2)))"),
    ("x[tertiary, 2028]", "((select x tertiary 2028))"),
    // Heads.
    ("plan p for X.employee, 2026..2040 {}", "(plan p (for X employee) (.. 2026 2040))"),
    ("city Alpha {}", "(city Alpha)"),
    ("city == \"A\"", "((chain city == (text \"A\")))"),
    ("plan = 3", "(assign = (target plan) 3)"),
    ("plan.stages", "((member plan stages))"),
    ("start + 1", "((chain start + 1))"),
    ("prev x", "((prev x))"),
    // Lines.
    ("if a then b\nelse c", "((if a b c))"),
    ("a\n- b", "((chain a - b))"),
    ("a\n-b", "(a); ((- b))"),
    ("a\n(b)", "(a); ((parentheses b))"),
    ("a\n[b]", "(a); ((list b))"),
    ("a +\n\n # why\n b", "((chain a + b))"),
    ("a\n  # why\n  .b\n  ?? c", "((chain (member a b) ?? c))"),
    ("{ a\n in: 3 }", "mistakes: E144"),
    ("{ a: b\n in: 3\n then: 4 }", "((record a b in 3 then 4))"),
    ("f(a\n- b)", "((call f (chain a - b)))"),
    ("f({ a\n b })", "((call f (block (a) (b))))"),
    // Words.
    ("number(x, in: 亿元)", "((call number x in: 亿元))"),
    ("{ if: 3 }", "((record if 3))"),
    ("p.check()", "((call (member p check)))"),
    ("where(from == \"Alpha\")", "((call where (chain from == (text \"Alpha\"))))"),
    ("unit = 3", "(assign = (target unit) 3)"),
    ("set = 3", "(assign = (target set) 3)"),
    ("set draws = 3", "(set draws 3)"),
    ("check", "(check)"),
    ("check == 3", "((chain check == 3))"),
    ("check (a) == b", "(check (chain (parentheses a) == b))"),
    ("use a.b as c", "(use a b as c)"),
    ("use \"f.weir\"", "(use \"f.weir\")"),
    ("x[0].y -= 2", "(assign -= (target x (element 0) . y) 2)"),
    ("try f(1) else 2", "((try (call f 1) 2))"),
    ("(x, y) => x", "((lambda (parameters x y) x))"),
    ("x => y => x", "((lambda (parameters x) (lambda (parameters y) x)))"),
    ("if let x = m[k] then x else 0", "((if (let x (select m k)) x 0))"),
  ])
  func `A doubtful text has one reading`(_ text: String, _ expected: String) {
    #expect(shape(text) == expected)
  }

  @Test(arguments: [
    ("let x = if c { 1 }", "E175"), ("let x = 1 + if a then b else c", "E164"), ("f (x, y)", "E156"),
    ("let a = x yuan", "E148"), ("let a = 5 min(x)", "E169"), ("let a = 2 (x)", "E169"), ("let a = 5万元[0]", "E170"),
    ("let a = 2026年", "E171"), ("let a = a < b > c", "E160"), ("let a = a != b != c", "E161"),
    ("let a = [a: 1, \"b\": 2]", "E154"), ("let a = f(a, b: 1, c)", "E152"), ("tier t { deductible = 5元 }", "E194"),
    ("fn f(x) { x }", "E183"), ("let a = .5", "E110"), ("let a = 5.", "E110"), ("let a = 1__0", "E112"),
    ("let a = 0x10", "E113"), ("let for = 3", "E143"), ("x := 5", "E102"), ("var i = 1\ni++", "E109"),
    ("let a = 'x'", "E108"), ("let a = 1 // x", "E106"), ("let a = a || b", "E102"), ("let a = !b", "E102"),
    ("let a = 7 % 3", "E128"), ("let a = [1 2]", "E150"), ("let a = f(x y)", "E150"), ("let a = \"{b\"", "E118"),
    ("let a = \"b}\"", "E123"), ("let a = \"b", "E116"), ("let a = (1", "E130"), ("let a = 1)", "E131"),
    ("let a = (1]", "E132"), ("\n+ 5", "E182"), ("else 3", "E177"), ("let a = a to b to c", "E162"),
    ("let a = 1..2..3", "E163"), ("let a = b -> 亿元 * 2", "E174"), ("let a = b -> 亿元 + 2", "E174"),
    ("b -> 亿元.x()", "E174"), ("let a = b -> 3", "E173"), ("1 = 2", "E167"),
    ("f(x) = 2", "E129"), ("for i = 1..2 { }", "E187"), ("while x: y", "E189"), ("def f(x): x", "E181"),
  ])
  func `A doubtful text is an error with its code`(_ text: String, _ code: String) {
    #expect(codes(text).first == code, "\(codes(text))")
  }

  @Test(arguments: [
    ("let a = 5 min(x)", "let a = 5 * min(x)"), ("let a = 2 (x)", "let a = 2 * (x)"), ("let a = 2026年", "let a = 2026"),
    ("f (x, y)", "f(x, y)"), ("tier t { deductible = 5元 }", "tier t { deductible: 5元 }"),
    ("fn f(x) { x }", "fn f(x) = { x }"), ("let a = 1 + if a then b else c", "let a = 1 + (if a then b else c)"),
    ("let a = a < b > c", "let a = a < b and b > c"), ("let a = 5万元/max(1, 2)", "let a = 5万元 / max(1, 2)"),
    ("let a = 7 % 3", "let a = 7 mod 3"), ("i++", "i += 1"), ("if a = 3 { b }", "if a == 3 { b }"),
    ("if a: show b", "if a { show b }"), ("if a: b else c", "if a then b else c"),
    ("for (i in xs) { }", "for i in xs { }"),
    ("let a = ￥5.5", "let a = 5.5元"), ("let a = ￥300万", "let a = 300万元"), ("let a = ¥3亿元", "let a = 3亿元"),
    ("let a = { \"x\": 1 }", "let a = [ \"x\": 1 ]"), ("let a = (1, 2)", "let a = [1, 2]"),
    ("let a = !b", "let a = not b"), ("let a = b&&c", "let a = b and c"), ("let a = 'x'", "let a = \"x\""),
    ("let a = 5.", "let a = 5.0"), ("let a = 0xFF", "let a = 255"), ("- 5", "-5"), ("let a = [1 2]", "let a = [1, 2]"),
    ("let a = b -> 亿元 + 2", "let a = (b -> 亿元) + 2"), ("let a = 1,000", "let a = 1_000"),
    ("let a = 10%3", "let a = 10 mod 3"),
    ("let a = [1, 2; 3]", "let a = [1, 2, 3]"), ("if a then b = 3", "if a { b = 3 }"),
    ("if a then show b", "if a { show b }"), ("plan p for D 2026..2040 {}", "plan p for D, 2026..2040 {}"),
    ("city A: { a: 1 }", "city A { a: 1 }"), ("plan p {\n  model m\n  a: 1\n}", "plan p {\n  model: m\n  a: 1\n}"),
    ("type T { a Money }", "type T { a: Money }"), ("let a = { b: 1; c 2 }", "let a = { b: 1; c: 2 }"),
  ])
  func `A certain mend makes the text right`(_ text: String, _ expected: String) {
    #expect(mended(text) == expected)
    #expect(codes(expected) == [])
  }
}
