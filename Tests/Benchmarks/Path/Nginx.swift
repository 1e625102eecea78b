import AsyncHTTPClient
import Foundation
import NIOPosix

/// nginx on loopback, on a core of its own, answering as a job status service whose jobs are all in progress.
enum Nginx {
  static func whileServing<Value: Sendable>(
    in folder: String, core: Int, _ work: @escaping @Sendable (_ baseURL: String) async throws -> Value
  ) async throws -> Value {
    guard let nginx = ExternalProgram(named: "nginx") else {
      throw ExternalProgram.Failure(
        description: "nginx is not installed; 'apt-get install nginx-core' brings it")
    }
    let port = try await freePort()
    let file = "\(folder)/nginx.conf"
    try configuration(folder: folder, port: port).write(toFile: file, atomically: true, encoding: .utf8)
    return try await nginx.whileRunning(["-c", file, "-p", folder, "-e", "\(folder)/error.log"], core: core) {
      let baseURL = "http://127.0.0.1:\(port)"
      try await waitUntilAnswering(baseURL)
      return try await work(baseURL)
    }
  }

  private static func configuration(folder: String, port: Int) -> String {
    """
    daemon off;
    worker_processes 1;
    pid \(folder)/nginx.pid;
    events { worker_connections 4096; }
    http {
      access_log off;
      keepalive_requests 1000000000;
      default_type application/json;
      client_body_temp_path \(folder)/body;
      proxy_temp_path \(folder)/proxy;
      fastcgi_temp_path \(folder)/fastcgi;
      uwsgi_temp_path \(folder)/uwsgi;
      scgi_temp_path \(folder)/scgi;
      server {
        listen 127.0.0.1:\(port);
        location ~ "^/v1/job/(?<id>[0-9a-f-]+)$" {
          return 200 '{"id":"$id","status":"in_progress"}';
        }
      }
    }
    """
  }

  /// A port that nobody listened on a moment ago.
  private static func freePort() async throws -> Int {
    let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .bind(host: "127.0.0.1", port: 0).get()
    let port = channel.localAddress?.port ?? 0
    try await channel.close()
    return port
  }

  private static func waitUntilAnswering(_ baseURL: String) async throws {
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: .seconds(10))
    while true {
      do {
        _ = try await HTTPClient.shared.execute(
          HTTPClientRequest(url: "\(baseURL)/v1/job/0"), timeout: .seconds(1))
        return
      } catch {
        guard clock.now < deadline else { throw error }
        try await clock.sleep(for: .milliseconds(20))
      }
    }
  }
}
