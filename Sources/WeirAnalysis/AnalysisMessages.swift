import WeirSyntax

/// All messages of the check of names, types, units and shapes.
public enum AnalysisCatalogue {
  public static let templates: [Template] = []

  static let calledHere = Template("N901", en: "called here with {0}", zh: "此处以 {0} 调用")
}
