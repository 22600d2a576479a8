/// The traditional forms of the characters in which keywords, units and functions are written.
package enum TraditionalCharacters {
  /// A word in simplified characters; nil where it has no traditional one.
  package static func simplified(_ word: String) -> String? {
    let result = String(word.map { simplifiedForms[$0] ?? $0 })
    return result == word ? nil : result
  }

  private static let simplifiedForms: [Character: Character] = Dictionary(
    zip(
      "億萬圓個體歲數據顯說試檢驗與閱匯總繪圖錄導傳報標籤間組織計現價餘額費醫療險參級統籌調劑過階資來設類"
        + "屬員職業務財務續對於從則當為無進環還讓變換開關閉時長條鍵語啟結構選擇別聯實產層區縣鄉鎮戶貼補償門診鎖",
      "亿万元个体岁数据显说试检验与阅汇总绘图录导传报标签间组织计现价余额费医疗险参级统筹调剂过阶资来设类"
        + "属员职业务财务续对于从则当为无进环还让变换开关闭时长条键语启结构选择别联实产层区县乡镇户贴补偿门诊锁"),
    uniquingKeysWith: { first, _ in first })
}
