#include "mutants/other_streams.h"

#include "mutants/openvpn_reset.h"

namespace gateway::mutants {
namespace {

using Answer = StreamActions (*)(View);

class OtherStream final : public StreamCore {
public:
    explicit OtherStream(Answer answer) : answer_(answer) {}

    StreamActions start(Instant) override { return {}; }
    StreamActions on_octets(View octets, Instant) override { return answer_(octets); }
    StreamActions on_wake(Instant) override { return {}; }
    StreamActions on_end(Instant) override
    {
        StreamActions actions;
        actions.close = true;
        return actions;
    }

private:
    Answer answer_;
};

StreamCoreFactory streams_that(Answer answer)
{
    return [answer](const Peer&) { return std::make_unique<OtherStream>(answer); };
}

StreamActions say_nothing(View)
{
    return {};
}

StreamActions refuse_as_a_web_server(View)
{
    StreamActions actions;
    actions.send = copy_of(
        as_octets("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    actions.close = true;
    return actions;
}

StreamActions welcome_as_a_web_server(View)
{
    StreamActions actions;
    actions.send = copy_of(
        as_octets("HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\nIt works!\n"));
    actions.close = true;
    return actions;
}

StreamActions answer_as_openvpn(View octets)
{
    constexpr std::size_t length_size = 2;
    StreamActions actions;
    if (octets.size() < length_size) return actions;
    if (const auto answer = answer_hard_reset(octets.subspan(length_size))) {
        Writer framed;
        framed.u16(static_cast<std::uint16_t>(answer->size()));
        framed.octets(*answer);
        actions.send = framed.take();
    } else {
        actions.close = true;
    }
    return actions;
}

}  // namespace

StreamCoreFactory mute_stream()
{
    return streams_that(say_nothing);
}

StreamCoreFactory web_stream()
{
    return streams_that(refuse_as_a_web_server);
}

StreamCoreFactory welcoming_web_stream()
{
    return streams_that(welcome_as_a_web_server);
}

StreamCoreFactory openvpn_stream()
{
    return streams_that(answer_as_openvpn);
}

}  // namespace gateway::mutants
