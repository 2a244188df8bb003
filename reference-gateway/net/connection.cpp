#include "net/connection.h"

namespace gateway::net {
namespace {

constexpr std::size_t read_size = 16 * 1024;
// A peer that does not read what it asked for is let go.
constexpr std::size_t most_unsent = 1024 * 1024;

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, std::unique_ptr<StreamCore> core,
                       const Clock& clock, EventSink events, std::function<void()> on_closed)
    : socket_(std::move(socket)),
      timer_(socket_.get_executor()),
      core_(std::move(core)),
      clock_(clock),
      events_(std::move(events)),
      on_closed_(std::move(on_closed)),
      incoming_(read_size)
{
}

void Connection::start()
{
    perform(core_->start(clock_.now()));
    read();
}

void Connection::perform(StreamActions actions)
{
    for (const Event& event : actions.events) {
        events_(event);
    }
    if (closed_) return;
    if (actions.wake) schedule(*actions.wake);
    close_after_sending_ = close_after_sending_ || actions.close;
    if (!actions.send.empty()) {
        outgoing_size_ += actions.send.size();
        outgoing_.push_back(std::move(actions.send));
        if (outgoing_size_ > most_unsent) return close();
        if (outgoing_.size() == 1) write();
    } else if (close_after_sending_ && outgoing_.empty()) {
        close();
    }
}

void Connection::read()
{
    if (closed_ || peer_ended_) return;
    socket_.async_read_some(
        asio::buffer(incoming_),
        [self = shared_from_this()](const std::error_code& error, std::size_t size) {
            if (self->closed_) return;
            if (error) {
                self->peer_ended_ = true;
                self->perform(self->core_->on_end(self->clock_.now()));
                if (self->outgoing_.empty()) self->close();
                self->close_after_sending_ = true;
                return;
            }
            self->perform(
                self->core_->on_octets(View{self->incoming_}.first(size), self->clock_.now()));
            self->read();
        });
}

void Connection::write()
{
    asio::async_write(socket_, asio::buffer(outgoing_.front()),
                      [self = shared_from_this()](const std::error_code& error, std::size_t size) {
                          if (self->closed_) return;
                          if (error) return self->close();
                          self->outgoing_size_ -= size;
                          self->outgoing_.pop_front();
                          if (!self->outgoing_.empty()) {
                              self->write();
                          } else if (self->close_after_sending_) {
                              self->close();
                          }
                      });
}

void Connection::schedule(Instant wake)
{
    timer_.expires_at(clock_.at(wake));
    timer_.async_wait([self = shared_from_this()](const std::error_code& error) {
        if (!error && !self->closed_) self->perform(self->core_->on_wake(self->clock_.now()));
    });
}

void Connection::close()
{
    if (closed_) return;
    closed_ = true;
    std::error_code ignored;
    timer_.cancel();
    socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
    socket_.close(ignored);
    on_closed_();
}

}  // namespace gateway::net
