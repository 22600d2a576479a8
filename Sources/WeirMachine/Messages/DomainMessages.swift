import WeirSyntax

/// The messages of runs of plans.
package enum DomainRunCatalogue {
  /// All of them.
  package static let templates: [Template] = values + figures

  // Parts of messages
  static let inYear = Template("N970", en: "in plan `{0}`, {1}", zh: "在方案 `{0}`，{1} 年")
  static let inYearAndStage = Template("N971", en: "in plan `{0}`, {1}, stage {2}", zh: "在方案 `{0}`，{1} 年，阶段 {2}")
  static let place = Template("N972", en: "{0} in {1}", zh: "{0}，{1} 年")
  static let theYearsAre = Template("N981", en: "the years are {0} to {1}", zh: "年份为 {0} 至 {1}")
  static let datedFrom = Template(
    "N982", en: "the first holds from {0} on; for the years before write one without `from` in front of it",
    zh: "第一个值自 {0} 年起；此前各年的值请写在它前面，不带 `from`（自）")
  static let placeAlone = Template("N974", en: "this is {0}", zh: "这是 {0}")
  static let placeAndStage = Template("N973", en: "{0} in {1}, stage {2}", zh: "{0}，{1} 年，阶段 {2}")
}
