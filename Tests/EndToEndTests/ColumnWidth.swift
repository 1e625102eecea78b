import Glibc

/// How many columns a text takes in tmux, which goes by the C library as ncurses does.
func columnWidth(of text: some StringProtocol) -> Int {
  typealias CharacterWidth = @convention(c) (wchar_t) -> Int32
  // The Glibc module leaves out what only X/Open declares.
  guard let symbol = dlsym(nil, "wcwidth"), let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil) else {
    return 0
  }
  let previous = uselocale(locale)
  defer {
    uselocale(previous)
    freelocale(locale)
  }
  let width = unsafeBitCast(symbol, to: CharacterWidth.self)
  return text.unicodeScalars.reduce(0) { $0 + Int(width(wchar_t($1.value))) }
}
