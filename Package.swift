// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "jobwatch",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.4"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    // The screen: imports go down only, see README.md.
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncursesw5-dev"]), .brew(["ncurses"])]),
    .target(name: "Terminal"),
    .target(name: "Curses", dependencies: ["CNcurses", "Terminal"]),
    .target(name: "Dashboard", dependencies: ["JobAPI", "JobTracking", "Terminal"]),

    // The engine.
    .target(
      name: "JobTracking",
      dependencies: [
        "JobAPI",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "HeapModule", package: "swift-collections"),
      ]),
    .target(
      name: "JobAPI",
      dependencies: [
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "_NIOFileSystem", package: "swift-nio"),
        .product(name: "NIOFoundationCompat", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .target(
      name: "JobServer",
      dependencies: [
        "JobAPI",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "Yams", package: "Yams"),
      ]),

    .executableTarget(
      name: "jobwatch",
      dependencies: [
        "Curses", "Dashboard", "JobAPI", "JobServer", "JobTracking", "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "AsyncAlgorithms", package: "swift-async-algorithms"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "Yams", package: "Yams"),
      ],
      linkerSettings: [
        // A fifth of the time to the first table went into moving the program to a random address, and into looking
        // through its symbols for libraries that want none of them. So it is linked as Go's programs are.
        .unsafeFlags(
          ["-Xclang-linker", "-no-pie", "-Xlinker", "--no-export-dynamic"],
          .when(platforms: [.linux], configuration: .release))
      ]),

    // Trials of the store by kill -9 and by many dashboards, too long for the tests: swift run StoreTrials --help.
    .executableTarget(
      name: "StoreTrials",
      dependencies: [
        "JobAPI", "JobServer", "JobTracking",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
      ], path: "Tests/StoreTrials"),

    .target(name: "TestTools", path: "Tests/TestTools"),
    // What the engine takes: see README.md. It runs the built jobwatch, so that is built with it.
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Curses", "Dashboard", "JobAPI", "JobServer", "JobTracking", "Terminal", "TestTools", "jobwatch",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      path: "Tests/Benchmarks",
      exclude: ["Dashboard/textual_table.py", "Path/aiohttp_client.py"]),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal", "TestTools"]),
    .testTarget(
      name: "CursesTests",
      dependencies: ["Curses", "Terminal", .product(name: "Subprocess", package: "swift-subprocess")]),
    .testTarget(
      name: "DashboardTests", dependencies: ["Dashboard", "JobAPI", "JobTracking", "Terminal", "TestTools"]),
    .testTarget(
      name: "JobTrackingTests",
      dependencies: [
        "JobAPI", "JobTracking", "TestTools",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "JobAPITests",
      dependencies: [
        "JobAPI", "JobServer", "JobTracking", "TestTools",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "X509", package: "swift-certificates"),
      ]),
    .testTarget(
      name: "JobServerTests",
      dependencies: [
        "JobServer", "JobAPI", "TestTools",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .testTarget(
      name: "jobwatchTests",
      dependencies: [
        "Dashboard", "JobAPI", "JobTracking", "Terminal", "TestTools", "jobwatch",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "JobServer", "JobTracking", "TestTools", "jobwatch",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
