package io.vmm4j.testkit.internal.server;

import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.traffic.SshAccess;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/**
 * Puts real connections before the simulated machine's filter: one that is blocked is closed before a word, whether pf(4) would
 * have been silent or not, and one whose packets do not get through any more is cut.
 */
final class FilteredSessions implements SessionListener {

    private final Machine machine;
    private final Map<Session, SshAccess.Link> links = new ConcurrentHashMap<>();

    FilteredSessions(Machine machine) {
        this.machine = machine;
    }

    @Override
    public void sessionCreated(Session session) {
        try {
            links.put(session, SshAccess.of(machine).connect(() -> cut(session)));
        } catch (SystemError e) {
            session.close(true);
        }
    }

    private void cut(Session session) {
        VirtualTimeline timeline = machine.timeline();
        timeline.start(() -> timeline.<Boolean, RuntimeException>outside(() -> {
            session.close(true);
            return true;
        }));
    }

    @Override
    public void sessionClosed(Session session) {
        SshAccess.Link link = links.remove(session);
        if (link != null) {
            link.close();
        }
    }
}
