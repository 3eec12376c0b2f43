package io.vmm4j.testkit.internal.server;

import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.Session;

/** Makes channels for commands and shells. */
final class SessionChannelFactory implements ChannelFactory {

    private final SshDaemon daemon;

    SessionChannelFactory(SshDaemon daemon) {
        this.daemon = daemon;
    }

    @Override
    public String getName() {
        return "session";
    }

    @Override
    public Channel createChannel(Session session) {
        return new SessionChannel(daemon);
    }
}
