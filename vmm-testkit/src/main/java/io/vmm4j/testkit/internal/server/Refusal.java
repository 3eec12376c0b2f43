package io.vmm4j.testkit.internal.server;

import java.io.IOException;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.AbstractServerChannel;

/** Refuses to open a channel in the words of sshd(8); MINA would use its own. */
final class Refusal {

    private Refusal() {}

    /** Tells the client and forgets the channel; what is returned never completes, so that MINA does not refuse it again. */
    static OpenFuture of(AbstractServerChannel channel, String reason) {
        OpenFuture answered = new DefaultOpenFuture(channel, channel);
        try {
            Buffer buffer = channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN_FAILURE);
            buffer.putUInt(channel.getRecipient());
            buffer.putUInt(SshConstants.SSH_OPEN_CONNECT_FAILED);
            buffer.putString(reason);
            buffer.putString("");
            channel.getSession().writePacket(buffer);
            channel.close(true);
        } catch (IOException e) {
            answered.setException(e);
        }
        return answered;
    }
}
