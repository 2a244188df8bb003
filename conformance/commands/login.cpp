// The user's password of a target file, and what comes of it.
#include <algorithm>
#include <cstdlib>

#include "commands/client_credentials.h"
#include "commands/named_files.h"
#include "crypto/mschapv2.h"

namespace conformance::commands {

namespace {

class LiveLogin : public Credentials {
public:
    explicit LiveLogin(std::string password) : password_{std::move(password)} {}

    [[nodiscard]] const std::vector<Octets>& certificates() const override { return none_; }
    [[nodiscard]] std::optional<Octets> sign(const std::string& algorithm,
                                             View to_be_signed) override
    {
        return crypto::mschapv2(algorithm, password_, to_be_signed);
    }

private:
    std::string password_;
    std::vector<Octets> none_;
};

// Of one line; what ends it is no part of it.
std::optional<std::string> password_in(std::string text)
{
    constexpr std::size_t longest = 256;
    while (text.ends_with('\n') || text.ends_with('\r')) {
        text.pop_back();
    }
    const bool is_one_line = text.find_first_of("\r\n") == std::string::npos;
    if (text.empty() || text.size() > longest || !is_one_line || !crypto::is_utf8(text)) {
        return std::nullopt;
    }
    return text;
}

}  // namespace

std::optional<std::string> read_password(const Target& target)
{
    const bool has_password =
        target.login && !(target.login->password_file.empty() && target.login->password_env.empty());
    if (!has_password) {
        return std::nullopt;
    }
    const NamedFiles files{target};
    const bool in_file = !target.login->password_file.empty();
    const std::string key = in_file ? "client.password_file" : "client.password_env";
    const std::string expected =
        in_file ? "a file of one line, a password of 1 to 256 octets in UTF-8"
                : "a variable of the environment with a password of 1 to 256 octets in UTF-8";
    std::string text;
    if (in_file) {
        text = files.text_of(key, target.login->password_file, expected);
    } else if (const char* value = std::getenv(target.login->password_env.c_str())) {
        text = value;
    }
    auto password = password_in(std::move(text));
    if (!password) {
        files.refuse(key, expected);
    }
    return password;
}

std::unique_ptr<Credentials> live_login(std::string password)
{
    return std::make_unique<LiveLogin>(std::move(password));
}

}  // namespace conformance::commands
