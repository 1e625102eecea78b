// Wide ncurses for Swift: what the importer cannot take over (macros, mutable globals) stands here as functions.
#ifndef JOBWATCH_CNCURSES_SHIM_H
#define JOBWATCH_CNCURSES_SHIM_H

#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif

#include <ncurses.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

// Starts ncurses on standard input and output for the terminal that TERM names; NULL when it cannot.
//
// With a `description` ncurses takes that one, in the compiled form of term(5) as hexadecimal digits, in place of the one
// it would find: ncurses(3x) under TERMINFO. It is in the environment only meanwhile. Other threads may look into that at the
// same time, so what is there is not changed: the environment is another array for a moment, and none is ever freed.
static inline SCREEN *cn_new_terminal(const char *description) {
  if (!description) return newterm(NULL, stdout, stdin);
  extern char **environ;
  char **before = environ;
  size_t count = 0;
  while (before[count]) count++;
  char **meanwhile = malloc((count + 2) * sizeof *meanwhile);
  char *entry = malloc(sizeof "TERMINFO=hex:" + strlen(description));
  if (!meanwhile || !entry) return newterm(NULL, stdout, stdin);
  strcpy(stpcpy(entry, "TERMINFO=hex:"), description);
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (strncmp(before[i], "TERMINFO=", 9) != 0) meanwhile[kept++] = before[i];
  meanwhile[kept++] = entry;
  meanwhile[kept] = NULL;
  environ = meanwhile;
  SCREEN *screen = newterm(NULL, stdout, stdin);
  environ = before;
  // An ncurses that does not know the form looks elsewhere, and may have found nothing.
  return screen ? screen : newterm(NULL, stdout, stdin);
}

// The description that setupterm has read, to be read only: since ncurses 6.1 it is a copy, in which numbers over 32767 are
// cut to that.
static inline const TERMTYPE *cn_description(void) { return (const TERMTYPE *)cur_term; }

// Where a few capabilities are in it.
static inline int cn_place_of_colors(void) { return (int)(&max_colors - ((TERMTYPE *)cur_term)->Numbers); }
static inline int cn_place_of_pairs(void) { return (int)(&max_pairs - ((TERMTYPE *)cur_term)->Numbers); }
static inline int cn_place_of_setaf(void) { return (int)(&set_a_foreground - ((TERMTYPE *)cur_term)->Strings); }
static inline int cn_place_of_setab(void) { return (int)(&set_a_background - ((TERMTYPE *)cur_term)->Strings); }

static inline WINDOW *cn_stdscr(void) { return stdscr; }
static inline int cn_lines(void) { return LINES; }
static inline int cn_columns(void) { return COLS; }

static inline int cn_colors(void) { return COLORS; }

// Sets a pair of colours; where there are millions of them their numbers need more than a short.
static inline int cn_set_pair(short pair, int foreground, int background) {
#if NCURSES_VERSION_PATCH >= 20170401
  return init_extended_pair(pair, foreground, background);
#else
  return init_pair(pair, (short)foreground, (short)background);
#endif
}

// The colours of everything that nothing will be written on, once the window is erased.
static inline void cn_set_background(short pair) {
  cchar_t blank;
  if (setcchar(&blank, L" ", A_NORMAL, pair, NULL) != ERR) bkgrndset(&blank);
}

static inline attr_t cn_bold(void) { return A_BOLD; }
static inline attr_t cn_dim(void) { return A_DIM; }
static inline attr_t cn_reverse(void) { return A_REVERSE; }
static inline attr_t cn_standout(void) { return A_STANDOUT; }
static inline attr_t cn_underline(void) { return A_UNDERLINE; }

// Puts one spacing character with its combining marks at a place; the cursor does not move on, so that the
// last cell of the screen is no special case.
static inline int cn_put(int row, int column, const uint32_t *scalars, int count, attr_t attributes, short pair) {
  wchar_t text[CCHARW_MAX + 1];
  cchar_t cell;
  if (count > CCHARW_MAX) count = CCHARW_MAX;
  for (int i = 0; i < count; i++) text[i] = (wchar_t)scalars[i];
  text[count] = L'\0';
  if (setcchar(&cell, text, attributes, pair, NULL) == ERR) return ERR;
  return mvadd_wchnstr(row, column, &cell, 1);
}

// A terminfo string, or NULL when the terminal has none of that name.
static inline const char *cn_capability(const char *name) {
  const char *text = tigetstr(name);
  return text == (const char *)-1 ? NULL : text;
}

// Takes `piece` and what follows it up to the end of `last` out of a string.
static inline void cn_cut(char *text, const char *piece, const char *last) {
  char *start = strstr(text, piece);
  char *end = start == NULL ? NULL : strstr(start, last);
  if (end != NULL) memmove(start, end + strlen(last), strlen(end + strlen(last)) + 1);
}

// Has ncurses change attributes without leaving the alternate character set each time, as nothing here is ever written in
// it: up to five bytes less a change. The strings are the copy that ncurses has of them in memory; they only get shorter.
static inline void cn_leave_out_alternate_characters(void) {
  char *reset = tigetstr("sgr0");
  char *set = tigetstr("sgr");
  if (reset != NULL && reset != (char *)-1) {
    cn_cut(reset, "\033(B", "B");
    cn_cut(reset, "\017", "\017");
  }
  if (set != NULL && set != (char *)-1) cn_cut(set, "%?%p9%t", "%;");
}

// The rescue: what a crashing process still does for its terminal. All in the handler is async-signal-safe
// (POSIX 2.4.3: write, tcsetattr, sigaction, raise).
typedef struct {
  volatile sig_atomic_t armed;
  int descriptor;
  struct termios modes;
  char text[512];
  size_t length;
  struct sigaction previous[NSIG];
} cn_rescue_state;

// The state is a local of this function because the importer drops variables of a header. It is one per
// translation unit, so one Swift file alone may call the functions below.
static inline cn_rescue_state *cn_rescue(void) {
  static cn_rescue_state state;
  return &state;
}

static inline const int *cn_crash_signals(void) {
  static const int signals[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS, 0};
  return signals;
}

static inline void cn_rescue_handler(int number, siginfo_t *info, void *context) {
  cn_rescue_state *rescue = cn_rescue();
  if (rescue->armed) {
    rescue->armed = 0;
    ssize_t written = write(rescue->descriptor, rescue->text, rescue->length);
    (void)written;
    tcsetattr(rescue->descriptor, TCSANOW, &rescue->modes);
  }
  // The handler that was there before, Swift's backtrace, makes its report and returns. Then the process ends: a fault
  // happens again on return, a signal that was sent does not.
  struct sigaction *previous = &rescue->previous[number];
  if (previous->sa_flags & SA_SIGINFO) previous->sa_sigaction(number, info, context);
  signal(number, SIG_DFL);
  if (info->si_code <= 0) raise(number);
}

// Arms the rescue: on a crash `text` is written to `descriptor` and the modes it has now are set again.
static inline int cn_rescue_arm(int descriptor, const char *text, size_t length) {
  cn_rescue_state *rescue = cn_rescue();
  if (length > sizeof rescue->text) return ERR;
  if (tcgetattr(descriptor, &rescue->modes) != 0) return ERR;
  memcpy(rescue->text, text, length);
  rescue->length = length;
  rescue->descriptor = descriptor;

  // A stack of its own, or an overflow of the main one could not be handled.
  static char stack[64 * 1024];
  stack_t old;
  if (sigaltstack(NULL, &old) == 0 && (old.ss_flags & SS_DISABLE)) {
    stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&own, NULL);
  }

  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = cn_rescue_handler;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  sigfillset(&action.sa_mask);  // SIGTTOU among them, or tcsetattr could stop the process
  // Swift's backtrace reads what may not be readable, and catches the faults of that.
  for (const int *number = cn_crash_signals(); *number; number++) sigdelset(&action.sa_mask, *number);
  rescue->armed = 1;
  for (const int *number = cn_crash_signals(); *number; number++)
    sigaction(*number, &action, &rescue->previous[*number]);
  return OK;
}

// Takes the rescue back: the terminal has been restored in the ordinary way.
static inline void cn_rescue_disarm(void) {
  cn_rescue_state *rescue = cn_rescue();
  if (!rescue->armed) return;
  rescue->armed = 0;
  for (const int *number = cn_crash_signals(); *number; number++)
    sigaction(*number, &rescue->previous[*number], NULL);
}

#endif
