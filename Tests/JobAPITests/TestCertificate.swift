import Crypto
import Foundation
import NIOSSL
import X509

/// A certificate that vouches for itself, made on the spot.
struct TestCertificate: Sendable {
  let certificate: NIOSSLCertificate
  /// What a server shows it with.
  let context: NIOSSLContext

  /// - Parameters:
  ///   - host: the name that it is for.
  ///   - expiry: seconds from now until it is not valid any more; less than 0 for one that has expired.
  init(for host: String, expiry: TimeInterval = 3600) throws {
    let key = P256.Signing.PrivateKey()
    let name = try DistinguishedName { CommonName("jobwatch test") }
    let made = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key.publicKey),
      notValidBefore: Date.now.addingTimeInterval(expiry - 86_400),
      notValidAfter: Date.now.addingTimeInterval(expiry), issuer: name, subject: name,
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: try Certificate.Extensions { SubjectAlternativeNames([.dnsName(host)]) },
      issuerPrivateKey: .init(key))
    certificate = try NIOSSLCertificate(bytes: Array(made.serializeAsPEM().pemString.utf8), format: .pem)
    context = try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: [.certificate(certificate)],
        privateKey: .privateKey(NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem))))
  }
}
