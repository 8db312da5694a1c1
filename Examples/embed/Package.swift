// swift-tools-version: 6.2

import PackageDescription

// A tool of your own that uses the pipeline as a library. In your project the dependency is a URL and a version.
let package = Package(
    name: "Embed",
    dependencies: [.package(name: "Pipeline", path: "../..")],
    targets: [
        .executableTarget(
            name: "Embed",
            dependencies: [
                .product(name: "Pipeline", package: "Pipeline"),
                .product(name: "PipelineFormats", package: "Pipeline"),
                .product(name: "PipelineScripting", package: "Pipeline"),
            ])
    ]
)
