import Foundation

/// What processes have used so far.
enum Usage {
  /// Seconds of CPU that this process has used.
  static func ownCPU() -> Double { seconds(RUSAGE_SELF) }

  /// Seconds of CPU that the programs have used that this process has run and that have ended.
  static func programsCPU() -> Double { seconds(RUSAGE_CHILDREN) }

  private static func seconds(_ who: __rusage_who) -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(who.rawValue), &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
  }

  /// Seconds of CPU that a running process has used, to the nanosecond; proc(5) and the kernel's sched-stats.rst.
  static func cpu(of process: pid_t) -> Double {
    let tasks = "/proc/\(process)/task"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
    return names.reduce(0) { sum, name in
      let fields = (try? String(contentsOfFile: "\(tasks)/\(name)/schedstat", encoding: .utf8))?.split(
        separator: " ")
      return sum + (fields?.first.flatMap { Double($0) } ?? 0) / 1e9
    }
  }

  /// Bytes of memory that a process has resident; its own unless another one is named. 0 once it has ended.
  static func resident(of process: pid_t? = nil) -> Double {
    let fields =
      (try? String(contentsOfFile: "/proc/\(process.map(String.init) ?? "self")/statm", encoding: .utf8))?
      .split(separator: " ")
    guard let fields, fields.count > 1, let pages = Double(fields[1]) else { return 0 }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
  }
}
