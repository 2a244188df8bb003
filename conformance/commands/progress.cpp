#include "commands/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <iostream>

namespace conformance::commands {

bool is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }

unsigned terminal_width()
{
    constexpr unsigned usual = 100;
    winsize size{};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40 ? size.ws_col : usual;
}

Progress::Progress(std::size_t total, bool silent) : total_{total}, silent_{silent}, terminal_{is_terminal()} {}

Progress::~Progress()
{
    if (!silent_ && terminal_) { std::cout << "\r\033[K" << std::flush; }
}

void Progress::judged(const CaseResult& result)
{
    ++done_;
    if (silent_) { return; }
    const auto line = "[" + std::to_string(done_) + "/" + std::to_string(total_) + "] " +
                      to_string(result.finding.verdict) + " " + result.experiment.id;
    if (terminal_) {
        std::cout << "\r\033[K" << line.substr(0, terminal_width() - 1) << std::flush;
    } else {
        std::cout << line << "\n" << std::flush;
    }
}

}  // namespace conformance::commands
