/// Functions of lists, maps and arrays.
extension LibraryFunction {
  static let listFunctions: [LibraryFunction] = [
    LibraryFunction(
      "append", "追加", .lists, [.native("append<T>(xs: List<T>, value: T) -> List<T>", "list.append")],
      "The list with one more element at its end; as a statement it changes the variable.",
      "在末尾添一个元素的列表；单独成句时改变变量。", example: "[1, 2].append(3)", gives: "[1, 2, 3]"),
    LibraryFunction(
      "insert", "插入", .lists, [.native("insert<T>(xs: List<T>, value: T, at: Number) -> List<T>", "list.insert")],
      "The list with one more element before the place `at`; as a statement it changes the variable.",
      "在位置 `at` 之前插入一个元素的列表；单独成句时改变变量。", example: "[1, 3].insert(2, at: 1)", gives: "[1, 2, 3]"),
    LibraryFunction(
      "remove", "移除", .lists,
      [
        .native("remove<T>(xs: List<T>, at: Number) -> List<T>", "list.remove"),
        .native("remove<K, V>(m: Map<K, V>, key: K) -> Map<K, V>", "map.remove"),
      ],
      "The list without the element at a place, or the map without a key; as a statement it changes the variable.",
      "去掉某位置元素的列表，或去掉某键的映射；单独成句时改变变量。", example: "[1, 2, 3].remove(at: 0)", gives: "[2, 3]"),
    LibraryFunction(
      "remove_last", "移除末个", .lists, [.native("remove_last<T>(xs: List<T>) -> List<T>", "list.remove_last")],
      "The list without its last element; of an empty list an error. As a statement it changes the variable.",
      "去掉末个元素的列表；空列表则报错。单独成句时改变变量。", example: "[1, 2, 3].remove_last()", gives: "[1, 2]"),
    LibraryFunction(
      "index_of", "位置", .lists, [.native("index_of<T>(xs: List<T>, value: T) -> Number?", "list.index_of")],
      "The place of the first element equal to a value, or `none`.", "首个等于某值的元素的位置，或 `none`。",
      example: "[5, 7, 7].index_of(7) ?? -1", gives: "1"),
    LibraryFunction(
      "reversed", "反序", .lists, [.native("reversed<T>(xs: List<T>) -> List<T>", "list.reversed")],
      "The elements from last to first.", "自末至首的元素。", example: "[1, 2, 3].reversed()", gives: "[3, 2, 1]"),
    LibraryFunction(
      "sort", "排序", .lists,
      [
        .special("sort<T, U>(xs: List<T>, by?: each T -> U) -> List<T>"),
        .special("sort<U>(t: Table, by: each Row -> U) -> Table"),
      ],
      """
      The elements or rows in rising order, by themselves or by what `by` gives; equal ones keep their order. `-x` \
      sorts downward.
      """,
      "元素或行自小至大，依自身或依 `by`；相等者保持原序。`-x` 则自大至小。", example: "[3, 1, 2].sort(by: -it)", gives: "[3, 2, 1]"),
    LibraryFunction(
      "map", "映照", .lists, [.special("map<T, U>(xs: List<T>, element: each T -> U) -> List<U>")],
      "What a function or expression gives for each element.", "函数或算式对每个元素所得。", example: "[1, 2, 3].map(it * it)",
      gives: "[1, 4, 9]"),
    LibraryFunction(
      "where", "筛选", .lists,
      [
        .special("where<T>(xs: List<T>, condition: each T -> Bool) -> List<T>"),
        .special("where(t: Table, condition: each Row -> Bool) -> Table"),
      ],
      "The elements or rows for which a condition is true.", "满足条件的元素或行。", example: "[1, 5, 3].where(it > 2)",
      gives: "[5, 3]"),
    LibraryFunction(
      "fold", "折叠", .lists, [.special("fold<T, A>(xs: List<T>, start: A, step: (A, T) -> A) -> A")],
      "The value that remains when a function takes the elements in turn, beginning with `start`.",
      "从 `start` 起逐个并入元素所得。", example: "[1, 2, 3].fold(10, (a, x) => a + x)", gives: "16"),
    LibraryFunction(
      "zip", "配对", .lists,
      [.native("zip<T, U>(xs: List<T>, other: List<U>) -> List<{first: T, second: U}>", "list.zip")],
      "Pairs of the elements of two lists of equal length, as records of `first` and `second`.",
      "两个等长列表的元素成对，为含 `first`、`second` 的记录。", example: "zip([1, 2], [3, 4]).map(first * second)", gives: "[3, 8]"),
    LibraryFunction(
      "first", "首个", .lists,
      [.native("first<T>(xs: List<T>) -> T", "list.first"), .special("first<T>(x: T[], over?: Index) -> T[]")],
      "The first element of a list, an error if it is empty; of an array, its part in the first year.",
      "列表的首个元素，空列表则报错；数组则为首年的部分。", example: "[4, 5].first()", gives: "4"),
    LibraryFunction(
      "last", "末个", .lists,
      [.native("last<T>(xs: List<T>) -> T", "list.last"), .special("last<T>(x: T[], over?: Index) -> T[]")],
      "The last element of a list, an error if it is empty; of an array, its part in the last year.",
      "列表的末个元素，空列表则报错；数组则为末年的部分。", example: "[4, 5].last()", gives: "5"),
    LibraryFunction(
      "unique", "去重", .lists, [.native("unique<T>(xs: List<T>) -> List<T>", "list.unique")],
      "The elements without repeats, in order of first appearance.", "去掉重复的元素，按首次出现排列。",
      example: "unique([1, 2, 1])", gives: "[1, 2]"),
    LibraryFunction(
      "repeat", "重复", .lists, [.native("repeat<T>(x: T, n: Number) -> List<T>", "list.repeat")],
      "A list of n times the same value.", "含 n 个相同值的列表。", example: "repeat(0, 3)", gives: "[0, 0, 0]"),
  ]

  static let mapFunctions: [LibraryFunction] = [
    LibraryFunction(
      "keys", "键", .maps, [.native("keys<K, V>(m: Map<K, V>) -> List<K>", "map.keys")],
      "The keys in order of insertion.", "按加入次序的各键。", example: "keys([\"a\": 1, \"b\": 2])", gives: "[\"a\", \"b\"]"),
    LibraryFunction(
      "values", "值", .maps, [.native("values<K, V>(m: Map<K, V>) -> List<V>", "map.values")],
      "The values in order of insertion of their keys.", "按键的加入次序的各值。", example: "values([\"a\": 1, \"b\": 2])",
      gives: "[1, 2]"),
    LibraryFunction(
      "has", "含键", .maps, [.native("has<K, V>(m: Map<K, V>, key: K) -> Bool", "map.has")],
      "Whether a map has a key.", "映射是否含某键。", example: "has([\"a\": 1], \"b\")", gives: "false"),
  ]

  static let arrayFunctions: [LibraryFunction] = [
    LibraryFunction(
      "years", "年份", .arrays, [.special("years(range: Range<Number>) -> Number[]")],
      "The years of a range, as an array by `year`.", "一段年份，为按 `year` 的数组。", example: "sum(years(2026..2028) - 2025)",
      gives: "6"),
    LibraryFunction(
      "array", "成数组", .arrays, [.special("array<T>(xs: List<T>, over: Index) -> T[]")],
      "A list as an array by an index that has as many labels.", "把列表排成按某维的数组，标签数须相同。",
      example: "index half { first_half, second_half }\narray([3, 4], over: half)[second_half]", gives: "4"),
    LibraryFunction(
      "rename", "改维名", .arrays, [.special("rename<T>(x: T[], index: Index...) -> T[]")],
      "The array with an index under another name: `x.rename(city: payer)`.", "换用另一维名的数组：`x.rename(city: payer)`。",
      example: "index half { early, late }\nlet x = [early: 1, late: 2]\nsum(x * x.rename(half: other))", gives: "9"),
    LibraryFunction(
      "change", "增减", .arrays, [.special("change<D>(x: D[], over?: Index) -> D[]")],
      "The change from each label that is there to the next, over `year` unless said otherwise; without the first label.",
      "现有相邻标签之间的增减，默认沿 `year`；不含首个标签。", example: "change(years(2026..2028))[2027]", gives: "1"),
    LibraryFunction(
      "cumulative", "累计", .arrays, [.special("cumulative<D>(x: D[], over?: Index) -> D[]")],
      "The running sum along an index, `year` unless said otherwise.", "沿某维的累计，默认沿 `year`。",
      example: "cumulative(years(1..3))[3]", gives: "6"),
    LibraryFunction(
      "which_min", "最小者", .arrays, [.special("which_min<D>(x: D[], over?: Index) -> Label")],
      "The label of the least value, over `year` unless said otherwise; of equal ones the first.",
      "最小值所在的标签，默认沿 `year`；相等时取前者。",
      example: "which_min((years(2026..2030) - 2028)^2)", gives: "2028"),
    LibraryFunction(
      "which_max", "最大者", .arrays, [.special("which_max<D>(x: D[], over?: Index) -> Label")],
      "The label of the greatest value, over `year` unless said otherwise; of equal ones the first.",
      "最大值所在的标签，默认沿 `year`；相等时取前者。",
      example: "which_max(years(2026..2030))", gives: "2030"),
    LibraryFunction(
      "first_where", "首现", .arrays, [.special("first_where(condition: Bool[], over?: Index) -> Label?")],
      "The first label at which a condition is true, or `none`; over `year` unless said otherwise.",
      "条件首次为真的标签，或 `none`；默认沿 `year`。", example: "first_where(years(2026..2030) > 2027) ?? 0", gives: "2028"),
    LibraryFunction(
      "by", "依次按", .arrays, [.special("by<T>(x: T[], index: Index...) -> T[]")],
      "The array with its indexes in the order given, the others behind.", "按所给次序排列各维的数组，其余在后。",
      example: "sum(years(1..3).by(year))", gives: "6"),
  ]
}
