package io.vmm4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.util.buffer.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ssh(1) cannot be made to ask a server. */
@Timeout(60)
class SimulatedSshProtocolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimulatedHost host =
            SimulatedHost.openBsd(OpenBsdRelease.V7_6).rootPassword("secret").build();
    private final SimulatedSshServer server = host.serve();
    private final SshClient client = SshClient.setUpDefaultClient();
    private ClientSession session;

    @BeforeEach
    void connect() throws IOException {
        client.setServerKeyVerifier(
                (with, remote, key) -> KeyUtils.getFingerPrint(key).equals(server.hostKeyFingerprint()));
        client.start();
        session = login();
    }

    private ClientSession login() throws IOException {
        ClientSession made = client.connect("root", "127.0.0.1", server.port())
                .verify(PATIENCE)
                .getClientSession();
        made.addPasswordIdentity("secret");
        made.auth().verify(PATIENCE);
        return made;
    }

    @AfterEach
    void close() {
        client.stop();
        host.close();
    }

    private static void signal(ChannelExec channel, String name) throws IOException {
        signal(channel, name, false);
    }

    private static void signal(ChannelExec channel, String name, boolean wantReply) throws IOException {
        Buffer request = channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST);
        request.putUInt(channel.getRecipient());
        request.putString("signal");
        request.putBoolean(wantReply);
        request.putString(name);
        channel.writePacket(request);
    }

    private ChannelExec exec(String line, Screen screen) throws IOException {
        ChannelExec channel = session.createExecChannel(line);
        channel.setOut(new ScreenStream(screen));
        channel.setRedirectErrorStream(true);
        channel.open().verify(PATIENCE);
        return channel;
    }

    private long running(String argv) {
        return host.machine().processes().all().stream()
                .filter(process -> process.argv().equals(List.of(argv)))
                .count();
    }

    private static void awaitEnd(ChannelExec channel) {
        assertThat(channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE))
                .contains(ClientChannelEvent.CLOSED);
    }

    @Test
    void a_signal_goes_to_the_whole_group_and_its_effect_comes_back() throws Exception {
        Screen screen = new Screen();
        ChannelExec channel =
                exec("exec 3<&0; trap 'echo parent' TERM; (trap 'echo child; exit' TERM; cat <&3) & cat", screen);
        host.timeline().await(() -> running("cat") == 2, Waiting.unlimited().inBackground());

        signal(channel, "TERM");
        screen.await("child\n");
        awaitEnd(channel);

        assertThat(screen.text()).contains("parent\n");
        assertThat(channel.getExitStatus()).isEqualTo(143);
    }

    @Test
    void the_answer_to_a_signal_comes_before_the_end_that_it_brings() throws Exception {
        for (int i = 0; i < 100; i++) {
            Screen screen = new Screen();
            AnsweredChannel channel = new AnsweredChannel("echo up; exec cat");
            channel.setOut(new ScreenStream(screen));
            session.getService(ConnectionService.class).registerChannel(channel);
            channel.open().verify(PATIENCE);
            screen.await("up\n");

            signal(channel, "TERM", true);
            awaitEnd(channel);

            assertThat(channel.answered).as("signal %d was answered in time", i).isTrue();
        }
    }

    /** Remembers whether a request was answered while the channel was open. */
    private static final class AnsweredChannel extends ChannelExec {

        private volatile boolean answered;

        AnsweredChannel(String command) {
            super(command, null, Map.of());
        }

        @Override
        public void handleSuccess() {
            answered = true;
        }
    }

    @Test
    void a_shell_that_is_killed_gives_an_exit_signal_and_no_status() throws Exception {
        Screen screen = new Screen();
        ChannelExec channel = exec("echo up; cat", screen);
        screen.await("up\n");

        signal(channel, "KILL");
        awaitEnd(channel);

        assertThat(channel.getExitSignal()).isEqualTo("KILL");
        assertThat(channel.getExitStatus()).isNull();
    }

    @Test
    void closing_the_channel_signals_nobody() throws Exception {
        Screen screen = new Screen();
        ChannelExec channel = exec("trap 'echo x >/tmp/signalled' TERM HUP INT; echo up; cat; echo x >/tmp/on", screen);
        screen.await("up\n");

        channel.close(false).await(PATIENCE);
        host.timeline()
                .await(() -> host.files().exists("/tmp/on"), Waiting.unlimited().inBackground());

        assertThat(host.files().exists("/tmp/signalled")).isFalse();
    }

    @Test
    void half_closing_ends_the_input_only() throws Exception {
        Screen screen = new Screen();
        ChannelExec channel = exec("cat; echo the end", screen);
        channel.getInvertedIn().write("in\n".getBytes(StandardCharsets.UTF_8));
        channel.getInvertedIn().close();
        awaitEnd(channel);

        assertThat(screen.text()).isEqualTo("in\nthe end\n");
        assertThat(channel.getExitStatus()).isZero();
    }

    @Test
    void the_eleventh_session_of_a_connection_is_refused_until_another_ends() throws Exception {
        List<ChannelExec> open = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            open.add(exec("cat", new Screen()));
        }
        assertThatThrownBy(() -> exec("true", new Screen())).hasMessageContaining("open failed");

        open.get(0).getInvertedIn().close();
        awaitEnd(open.get(0));
        awaitEnd(exec("true", new Screen()));
    }

    @Test
    void a_terminal_learns_of_another_size() throws Exception {
        Screen screen = new Screen();
        ChannelShell shell = session.createShellChannel();
        shell.setPtyType("xterm");
        shell.setPtyColumns(90);
        shell.setPtyLines(30);
        shell.setOut(new ScreenStream(screen));
        shell.open().verify(PATIENCE);
        screen.await("vmhost# ");
        type(shell, "trap 'stty size; echo winched' WINCH; stty size; echo $TERM\r");
        screen.await("30 90\r\nxterm\r\n");

        shell.sendWindowChange(132, 50);
        type(shell, "\r");

        screen.await("50 132\r\n");
        screen.await("winched\r\n");
    }

    private static void type(ChannelShell shell, String text) throws IOException {
        shell.getInvertedIn().write(text.getBytes(StandardCharsets.UTF_8));
        shell.getInvertedIn().flush();
    }

    @Test
    void a_command_line_that_fits_in_no_packet_costs_the_connection() throws Exception {
        Screen screen = new Screen();
        ChannelExec fits = exec("x=" + "a".repeat(250_000) + "; echo ${#x}", screen);
        awaitEnd(fits);
        assertThat(screen.text()).isEqualTo("250000\n");

        ChannelExec innocent = exec("cat", new Screen());
        exec("echo " + "a".repeat(262_200), new Screen());

        awaitEnd(innocent);
        assertThat(session.isOpen()).isFalse();
        session = login();
        awaitEnd(exec("true", new Screen()));
    }

    @Test
    void variables_are_taken_as_sshd_config_says() throws Exception {
        assertThat(withVariable("echo \"<$LC_TEST>\"")).isEqualTo("<>\n");

        host.files().write("/etc/ssh/sshd_config", "AcceptEnv LANG LC_*\n");

        assertThat(withVariable("echo \"<$LC_TEST>\"")).isEqualTo("<ü>\n");
    }

    private String withVariable(String line) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChannelExec channel = session.createExecChannel(line);
        channel.setEnv("LC_TEST", "ü");
        channel.setOut(out);
        channel.open().verify(PATIENCE);
        awaitEnd(channel);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void connections_in_numbers_are_served_at_once() throws Exception {
        List<ClientSession> sessions = new ArrayList<>();
        List<ChannelExec> channels = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ClientSession one = login();
            sessions.add(one);
            for (int j = 0; j < 8; j++) {
                ChannelExec channel = one.createExecChannel("sleep 5; echo done | cat >/dev/null");
                channel.open().verify(PATIENCE);
                channels.add(channel);
            }
        }
        for (ChannelExec channel : channels) {
            awaitEnd(channel);
            assertThat(channel.getExitStatus()).isZero();
        }
        for (ClientSession one : sessions) {
            one.close(false).await(20, TimeUnit.SECONDS);
        }
    }
}
