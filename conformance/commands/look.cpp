#include "commands/look.h"

namespace conformance::commands {

namespace {

std::string quoted(const std::string& path)
{
    if (path.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+") ==
        std::string::npos) {
        return path;
    }
    std::string text = "'";
    for (const char c : path) {
        text += c == '\'' ? std::string{"'\\''"} : std::string{c};
    }
    return text + "'";
}

// Ports that tshark would not recognise by themselves.
std::string decode_as(const Target& target)
{
    std::string text;
    const auto add = [&](std::uint16_t port, std::uint16_t usual, const char* selector, const char* protocol) {
        if (port != usual) {
            text += std::string{" -d "} + selector + "==" + std::to_string(port) + "," + protocol;
        }
    };
    add(target.ports.ike, 500, "udp.port", "isakmp");
    add(target.ports.nat_t, 4500, "udp.port", "udpencap");
    add(target.ports.tls, 443, "tcp.port", "tls");
    return text;
}

}  // namespace

std::string look(const CaseResult& result, const std::string& run_folder, const std::string& evidence,
                 const Target& target)
{
    if (result.finding.frames.empty() || evidence.empty()) { return ""; }
    const auto folder = run_folder + "/" + evidence;
    std::string command;
    const auto& keys = result.judged()->notebook.key_files;
    if (keys.contains("ikev2_decryption_table")) {
        command = "WIRESHARK_CONFIG_DIR=" + quoted(folder + "/keys") + " ";
    }
    command += "tshark -r " + quoted(folder + "/capture.pcap") + decode_as(target);
    if (keys.contains("esp_sa")) { command += " -o esp.enable_encryption_decode:TRUE -o esp.enable_authentication_check:TRUE"; }
    if (keys.contains("keys.log")) { command += " -o tls.keylog_file:" + quoted(folder + "/keys/keys.log"); }
    command += " -V -Y 'frame.number in {";
    std::string frames;
    for (const auto frame : result.finding.frames) {
        frames += (frames.empty() ? "" : ",") + std::to_string(frame);
    }
    return command + frames + "}'";
}

}  // namespace conformance::commands
