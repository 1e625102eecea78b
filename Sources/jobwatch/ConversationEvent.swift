import Dashboard
import JobAPI
import JobTracking

extension ConversationReader {
  /// Reads a conversation for the dashboard.
  ///
  /// - Returns: what to tell it; nil when the dashboard is ending.
  func event(reading id: ConversationID, of key: JobKey) async -> DashboardEvent? {
    do {
      return .conversation(key, .success(try await read(id)))
    } catch let error as JobAPIError {
      let sentence =
        error == .notFound ? "The service does not know conversation \(id) (yet)." : error.sentence
      return .conversation(key, .failure(ConversationTrouble(sentence)))
    } catch let error as JobStoreError {
      return .conversation(key, .failure(ConversationTrouble("\(error)")))
    } catch {
      return nil
    }
  }
}
