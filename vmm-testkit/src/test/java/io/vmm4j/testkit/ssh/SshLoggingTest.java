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
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What sshj logs of a connection reaches the application's own logging, one step quieter, and never gets in the way. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SshLoggingTest {

    private final Logger sshj = (Logger) LoggerFactory.getLogger("net.schmizz");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        sshj.setAdditive(false);
        sshj.addAppender(logged);
    }

    @AfterEach
    void leave() {
        sshj.detachAppender(logged);
        sshj.setAdditive(true);
        sshj.setLevel(null);
    }

    private void connect() {
        try (SimulatedHost host =
                        SimulatedHost.openBsd().rootPassword("let me in").build();
                SimulatedSshServer server = host.serve();
                SshExecutor executor = SshExecutor.to("ssh://root@127.0.0.1:" + server.port())
                        .password(Secret.of("let me in"))
                        .hostKeys(HostKeyPolicy.pinned(server.hostKeyFingerprint()))
                        .connect()) {
            assertThat(executor.run(Command.read("echo", "in")).stdout()).isEqualTo("in\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEBUG", "TRACE"})
    void a_connection_works_whose_every_step_is_logged(String level) {
        sshj.setLevel(Level.valueOf(level));

        connect();

        List<ILoggingEvent> events = List.copyOf(logged.list);
        assertThat(events)
                .anySatisfy(event -> assertThat(event.getFormattedMessage())
                        .startsWith("Sending SSH_MSG_KEXINIT")
                        .doesNotContain("{}"));
        assertThat(events).allSatisfy(event -> assertThat(event.getLevel()).isIn(Level.DEBUG, Level.TRACE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INFO", "WARN"})
    void a_connection_says_nothing_where_only_what_matters_is_logged(String level) {
        sshj.setLevel(Level.valueOf(level));

        connect();

        assertThat(logged.list).isEmpty();
    }
}
