// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Weir",
  products: [
    .library(name: "Quantities", targets: ["Quantities"]),
    .library(name: "Pooling", targets: ["Pooling"]),
    .library(name: "Weir", targets: ["Weir"]),
    .executable(name: "weir", targets: ["WeirProgram"]),
  ],
  targets: [
    // No `pkgConfig:`: Debian's readline.pc carries flags that SwiftPM refuses with a warning in every build.
    .systemLibrary(name: "CReadline"),
    // The files of Stdlib/, embedded by C23 `#embed`.
    .target(name: "CStdlib"),
    .target(name: "Quantities"),
    .target(name: "Arrays", dependencies: ["Quantities"]),
    .target(name: "Pooling", dependencies: ["Quantities"]),
    .target(name: "WeirSyntax", dependencies: ["Quantities"]),
    .target(name: "WeirAnalysis", dependencies: ["Quantities", "Arrays", "Pooling", "WeirSyntax"]),
    .target(name: "WeirMachine", dependencies: ["Quantities", "Arrays", "Pooling", "WeirSyntax", "WeirAnalysis"]),
    .target(
      name: "Weir",
      dependencies: ["CStdlib", "Quantities", "Arrays", "Pooling", "WeirSyntax", "WeirAnalysis", "WeirMachine"]),
    .target(name: "WeirTools", dependencies: ["Weir"]),
    .executableTarget(name: "WeirProgram", dependencies: ["CReadline", "Weir", "WeirTools"]),

    // Folders and random inputs for tests.
    .target(name: "TestSupport", path: "Tests/Support"),
    .testTarget(name: "QuantitiesTests", dependencies: ["TestSupport", "Quantities"]),
    .testTarget(name: "ArraysTests", dependencies: ["TestSupport", "Arrays", "Quantities"]),
    .testTarget(name: "PoolingTests", dependencies: ["TestSupport", "Pooling", "Quantities"]),
    .testTarget(name: "WeirSyntaxTests", dependencies: ["WeirSyntax", "Quantities"], exclude: ["Fixtures"]),
    .testTarget(name: "WeirAnalysisTests", dependencies: ["WeirAnalysis", "WeirSyntax", "Arrays", "Quantities"]),
    .testTarget(
      name: "WeirMachineTests", dependencies: ["WeirMachine", "WeirAnalysis", "WeirSyntax", "Arrays", "Quantities"]),
    .testTarget(
      name: "WeirLibraryTests",
      dependencies: ["Weir", "WeirMachine", "WeirAnalysis", "WeirSyntax", "Arrays", "Quantities"]),
    .testTarget(
      name: "WeirRenderingTests",
      dependencies: ["Weir", "WeirMachine", "WeirAnalysis", "WeirSyntax", "Arrays", "Quantities"]),
    .testTarget(
      name: "WeirDomainTests",
      dependencies: ["Weir", "WeirMachine", "WeirAnalysis", "WeirSyntax", "Arrays", "Quantities"]),
    .testTarget(name: "WeirTests", dependencies: ["Weir"]),
    .testTarget(name: "WeirToolsTests", dependencies: ["TestSupport", "WeirTools", "Weir"]),
    .testTarget(name: "CasesTests", dependencies: ["TestSupport", "Weir", "WeirTools", "WeirSyntax"]),
    // The program itself is pressed through a pseudo-terminal, so it has to be built with the tests.
    .testTarget(
      name: "WeirProgramTests", dependencies: ["TestSupport", "WeirProgram", "WeirTools", "Weir", "Quantities"]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)
