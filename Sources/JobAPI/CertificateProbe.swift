import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// Looks at a certificate that was refused, as BoringSSL does not say why it refused it.
enum CertificateProbe {
  /// Whether a certificate of the chain that a service shows has expired. Nothing but a greeting is sent; it takes 5 s at
  /// most.
  static func findsExpired(at origin: Origin, on group: any EventLoopGroup) async -> Bool {
    let loop = group.any()
    let verdict = loop.makePromise(of: Bool.self)
    let timer = loop.scheduleTask(in: .seconds(5)) { verdict.succeed(false) }
    let isAddress = (try? SocketAddress(ipAddress: origin.host, port: origin.port)) != nil
    let connection = ClientBootstrap(group: loop)
      .connectTimeout(.seconds(5))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let handler = try NIOSSLClientHandler(
            context: NIOSSLContext(configuration: .makeClientConfiguration()),
            serverHostname: isAddress ? nil : origin.host
          ) { (chain: [NIOSSLCertificate], decision: EventLoopPromise<NIOSSLVerificationResult>) in
            verdict.succeed(chain.contains { $0.notValidAfter < time(nil) })
            decision.succeed(.failed)
          }
          try channel.pipeline.syncOperations.addHandler(handler)
        }
      }
      .connect(host: origin.host, port: origin.port)
    // Whatever else happens to the connection, it has shown nothing that has expired.
    connection.whenFailure { _ in verdict.succeed(false) }
    connection.whenSuccess { $0.closeFuture.whenComplete { _ in verdict.succeed(false) } }
    let isExpired = (try? await verdict.futureResult.get()) ?? false
    timer.cancel()
    connection.whenSuccess { $0.close(mode: .all, promise: nil) }
    return isExpired
  }
}
