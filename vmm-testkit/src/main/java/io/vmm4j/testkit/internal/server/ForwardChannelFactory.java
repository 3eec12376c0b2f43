package io.vmm4j.testkit.internal.server;

import io.vmm4j.testkit.internal.wire.Wire;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.Session;

/** Makes channels to addresses of the simulation. */
final class ForwardChannelFactory implements ChannelFactory {

    private final Wire wire;

    ForwardChannelFactory(Wire wire) {
        this.wire = wire;
    }

    @Override
    public String getName() {
        return "direct-tcpip";
    }

    @Override
    public Channel createChannel(Session session) {
        return new ForwardChannel(wire);
    }
}
