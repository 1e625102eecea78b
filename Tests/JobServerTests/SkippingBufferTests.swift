import NIOCore
import Testing

@testable import JobServer

@Suite struct SkippingBufferTests {
  @Test("what is to be passed over is, whether it has come or not")
  func skipped() {
    var bytes = SkippingBuffer()
    bytes.append(ByteBuffer(string: "0123"))
    bytes.skip(6)
    #expect(!bytes.hasSkipped && bytes.readable == 0 && bytes.position == 4)
    bytes.append(ByteBuffer(string: "456789"))
    #expect(bytes.hasSkipped && bytes.position == 6 && bytes.received == 10)
    #expect(bytes.text(at: 0) == "6789")
  }

  @Test("more can be passed over than can be counted")
  func endless() {
    var bytes = SkippingBuffer()
    bytes.skip(.max)
    bytes.skip(.max)
    bytes.append(ByteBuffer(string: "0123"))
    #expect(!bytes.hasSkipped && bytes.readable == 0)
  }
}
