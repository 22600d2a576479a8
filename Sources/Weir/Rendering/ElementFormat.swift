import Arrays
import Quantities
import WeirAnalysis
import WeirMachine
import WeirSyntax

/// How exactly numbers are shown.
enum Exactness {
  /// As a reader compares them.
  case usual
  /// Money in yuan to the fen, whatever its size: its parts add up.
  case toTheFen
  /// Money in yuan, and all digits of everything: factors give their product.
  case full
}

/// How the elements of one array or column are shown: one unit for all, and each as a text.
struct ElementFormat {
  /// The unit that stands in the head; empty where there is none or it stands in each cell, as `%` does.
  let unit: String
  /// Whether cells stand on the decimal point.
  let isNumeric: Bool
  private let kind: Kind
  private let language: Language

  private enum Kind {
    case number(DisplayUnit, suffix: String)
    case truth
    case text
  }

  /// - Parameter type: the type of the elements, numbers, truths, texts, labels or optionals of these.
  init(_ type: Type, _ elements: Elements, language: Language, units: UnitTable, exactness: Exactness = .usual) {
    self.language = language
    switch (ElementFormat.unwrapped(type), elements) {
    case (.number(let quantity), .numbers(let values)):
      let shown = quantity.displayUnit(
        for: ElementFormat.sample(values), language: language, units: units, exactness: exactness)
      let isSign = ["%", "‰", "pp"].contains(shown.label)
      kind = .number(shown, suffix: isSign ? shown.label : "")
      unit = isSign ? "" : shown.label
      isNumeric = true
    case (.truth, _):
      (kind, unit, isNumeric) = (.truth, "", false)
    case (_, .numbers(let values)):
      let shown = NumberFormat.displayUnit(
        for: ElementFormat.sample(values), dimension: .number, language: language, units: units)
      (kind, unit, isNumeric) = (.number(shown, suffix: ""), "", true)
    default:
      (kind, unit, isNumeric) = (.text, "", false)
    }
  }

  /// The element at a place as text; empty where there is none.
  func cell(_ elements: Elements, _ place: Int) -> String {
    switch elements {
    case .texts(let texts):
      guard texts.indices.contains(place) else { return "" }
      return texts[place].map(Printable.text) ?? word(RenderingCatalogue.none)
    case .numbers(let values):
      guard values.indices.contains(place) else { return "" }
      return cell(values[place])
    }
  }

  /// A number or truth as text.
  func cell(_ value: Double) -> String {
    if value.bitPattern == SlotLayout.noneBits { return word(RenderingCatalogue.none) }
    if value.isNaN { return word(RenderingCatalogue.elementError) }
    switch kind {
    case .number(let shown, let suffix): return shown.cell(value) + suffix
    case .truth, .text: return word(value != 0 ? RenderingCatalogue.yes : RenderingCatalogue.no)
    }
  }

  /// A number with its unit, for a line of its own.
  func text(_ value: Double) -> String {
    guard case .number(let shown, _) = kind, !value.isNaN else { return cell(value) }
    return shown.text(value)
  }

  /// A number in the unit shown, for charts; hundredths for `%`.
  func inUnit(_ value: Double) -> Double {
    if case .number(let shown, _) = kind { shown.scale.fromBase(value) } else { value }
  }

  /// The sign behind each number, as `%`.
  var suffix: String { if case .number(_, let suffix) = kind { suffix } else { "" } }

  private func word(_ template: Template) -> String { RenderingCatalogue.text(template, language) }

  static func unwrapped(_ type: Type) -> Type {
    if case .optional(let wrapped) = type { return unwrapped(wrapped) }
    return type.element
  }

  /// The values whose median chooses the unit: all, or of very many evenly spread ones, so that showing a long column
  /// costs no sort of it.
  private static func sample(_ values: [Double]) -> [Double] {
    let most = 10_000
    let step = values.count / most + 1
    if step == 1 { return values.filter { !$0.isNaN } }
    return stride(from: 0, to: values.count, by: step).map { values[$0] }.filter { !$0.isNaN }
  }
}

extension Quantity {
  /// The sign with which numbers of this quantity are shown.
  var numberStyle: NumberStyle {
    switch display {
    case .plain, .unit: .plain
    case .percent: .percent
    case .points: .points
    case .permille: .permille
    }
  }

  /// The unit in which values of this quantity are shown together.
  func displayUnit(
    for values: [Double], language: Language, units: UnitTable, exactness: Exactness = .usual
  ) -> DisplayUnit {
    let shown = usualUnit(for: values, language: language, units: units, exactness: exactness)
    return exactness == .full ? shown.inFull : shown
  }

  private func usualUnit(
    for values: [Double], language: Language, units: UnitTable, exactness: Exactness
  ) -> DisplayUnit {
    if exactness != .usual, dimension == .money, case .plain = display { return NumberFormat.yuanAndFen(language) }
    let usual = NumberFormat.displayUnit(
      for: values, dimension: dimension, style: numberStyle, language: language, units: units)
    guard case .unit(let name, let factor) = display else { return usual }
    // The exact scale of the unit's name moves the point without loss; the factor is the same as a double.
    let named = try? units.compound(name)
    let scale = named.flatMap { $0.dimension == dimension ? $0.scale : nil } ?? Scale(exactly: factor) ?? .one
    let keepsLayout = dimension == .money || dimension == .time || scale == usual.scale
    // The unit is the same in both languages: `months` is called 个月 in Chinese. Units of a script's own keep their
    // name.
    let label =
      language == .en
      ? name
      : name.split(separator: "/", omittingEmptySubsequences: false).map {
        units.translation(of: String($0), to: .zh) ?? String($0)
      }.joined(separator: "/")
    return DisplayUnit(
      label: label, scale: scale, layout: keepsLayout ? usual.layout : .significant(6), language: language)
  }
}
