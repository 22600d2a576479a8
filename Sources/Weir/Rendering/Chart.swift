import WeirMachine
struct Chart { let name: String; let value: Value; let by: String?; let renderer: Renderer
  var markup: Markup { Markup() } }
