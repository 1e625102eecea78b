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

  /// Seconds of CPU that a running process has used, those threads too that have ended; 0 once it has ended itself.
  static func cpu(of process: pid_t) -> Double {
    var clock = clockid_t()
    var time = timespec()
    guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else { return 0 }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Bytes of memory that a process has resident; its own unless another one is named. 0 once it has ended.
  static func resident(of process: pid_t? = nil) -> Double {
    let fields =
      (try? String(contentsOfFile: "/proc/\(process.map(String.init) ?? "self")/statm", encoding: .utf8))?
      .split(separator: " ")
    guard let fields, fields.count > 1, let pages = Double(fields[1]) else { return 0 }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// How often the threads of a process went to sleep by themselves so far, by the kernel's count
  /// (`voluntary_ctxt_switches` of proc_pid_status(5)): each of them once for each time that it was woken.
  static func sleeps(of process: pid_t) -> Int {
    let tasks = "/proc/\(process)/task"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
    return threads.reduce(0) { sum, thread in
      let lines =
        (try? String(contentsOfFile: "\(tasks)/\(thread)/status", encoding: .utf8))?.split(separator: "\n")
        ?? []
      let count = lines.first { $0.hasPrefix("voluntary_ctxt_switches:") }?.split(separator: "\t").last
      return sum + (count.flatMap { Int($0) } ?? 0)
    }
  }
}
