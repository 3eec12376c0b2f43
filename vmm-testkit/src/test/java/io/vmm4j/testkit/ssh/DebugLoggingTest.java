package io.vmm4j.testkit.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Secret;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedSshServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Somebody who wants to see what the library for SSH does gets to see it, and the connection works all the same. */
@Timeout(30)
class DebugLoggingTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("net.schmizz.sshj");
    private final ListAppender<ILoggingEvent> seen = new ListAppender<>();

    @BeforeEach
    void listen() {
        seen.start();
        logger.setAdditive(false);
        logger.setLevel(Level.DEBUG);
        logger.addAppender(seen);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(seen);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    @Test
    void a_connection_works_with_the_librarys_debug_messages_on() {
        try (SimulatedHost host =
                        SimulatedHost.openBsd().rootPassword("let me in").build();
                SimulatedSshServer server = host.serve();
                SshExecutor executor = SshExecutor.to("ssh://root@127.0.0.1:" + server.port())
                        .password(Secret.of("let me in"))
                        .hostKeys(HostKeyPolicy.pinned(server.hostKeyFingerprint()))
                        .connect()) {
            assertThat(executor.run(Command.read("uname")).stdout()).isEqualTo("OpenBSD\n");
        }
        assertThat(seen.list).isNotEmpty();
    }
}
