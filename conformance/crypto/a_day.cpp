#include "crypto/a_day.h"

#include <cstdio>
#include <stdexcept>

namespace conformance::crypto {

namespace {

constexpr auto backdated = std::chrono::hours{1};
constexpr auto life = std::chrono::hours{24};

std::chrono::system_clock::time_point instant_of(const std::string& rfc3339)
{
    int year = 0;
    unsigned month = 0, day = 0;
    int hour = 0, minute = 0, second = 0;
    if (std::sscanf(rfc3339.c_str(), "%d-%u-%uT%d:%d:%d", &year, &month, &day, &hour, &minute,
                    &second) != 6) {
        throw std::runtime_error{"'" + rfc3339 + "' is no time"};
    }
    const std::chrono::sys_days date =
        std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
    return date + std::chrono::hours{hour} + std::chrono::minutes{minute} +
           std::chrono::seconds{second};
}

}  // namespace

Validity day_around(const std::string& today)
{
    const auto now = instant_of(today);
    return {now - backdated, now + life};
}

}  // namespace conformance::crypto
