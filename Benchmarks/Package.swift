// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "Pipeline", path: "..")],
    targets: [
        .executableTarget(
            name: "EnglishBenchmark",
            dependencies: [
                .product(name: "PipelineCore", package: "Pipeline"),
                .product(name: "PipelineTag", package: "Pipeline"),
                .product(name: "PipelineTokenize", package: "Pipeline"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
            ]),
        .executableTarget(
            name: "PatternsBenchmark",
            dependencies: [
                .product(name: "PipelineCore", package: "Pipeline"),
                .product(name: "PipelineExtract", package: "Pipeline"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
            ]),
        .executableTarget(
            name: "PhrasesBenchmark",
            dependencies: [
                .product(name: "PipelineCore", package: "Pipeline"),
                .product(name: "PipelineExtract", package: "Pipeline"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
            ]),
    ]
)
