package io.vmm4j.testkit.internal.server;

import io.vmm4j.exec.TerminalSize;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Ending;
import io.vmm4j.testkit.internal.kernel.Sig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.PtyMode;
import org.apache.sshd.common.channel.RequestHandler.Result;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.jspecify.annotations.Nullable;

/**
 * A session of RFC 4254, section 6, as OpenSSH's sshd treats it: at most ten on a connection, one command each, and neither
 * subsystems, agents nor X11.
 */
final class SessionChannel extends ChannelSession {

    private static final int MAX_SESSIONS = 10;
    private static final AttributeKey<AtomicInteger> OPEN = new AttributeKey<>();

    private final SshDaemon daemon;
    private boolean counted;
    private boolean terminal;
    private Optional<String> signal = Optional.empty();

    SessionChannel(SshDaemon daemon) {
        this.daemon = daemon;
    }

    SshDaemon daemon() {
        return daemon;
    }

    /** Whether the client asked for a terminal. */
    boolean wantsTerminal() {
        return terminal;
    }

    private AtomicInteger open() {
        return getSession().computeAttributeIfAbsent(OPEN, key -> new AtomicInteger());
    }

    @Override
    protected OpenFuture doInit(Buffer buffer) {
        if (open().incrementAndGet() > MAX_SESSIONS) {
            open().decrementAndGet();
            return Refusal.of(this, "open failed");
        }
        counted = true;
        addCloseFutureListener(future -> {
            if (counted) {
                open().decrementAndGet();
            }
        });
        return super.doInit(buffer);
    }

    private Optional<Account> account() {
        Session session = getSession();
        return daemon.machine().accounts().user(session.getUsername());
    }

    private Result run(String request, Optional<String> line) throws IOException {
        Optional<Account> account = account();
        if (account.isEmpty()) {
            return Result.ReplyFailure;
        }
        commandInstance = new ShellCommand(this, account.get(), line);
        return prepareChannelCommand(request, commandInstance);
    }

    @Override
    protected Result handleExecParsed(String request, String commandLine) throws IOException {
        return run(request, Optional.of(commandLine));
    }

    @Override
    protected Result handleShellParsed(String request) throws IOException {
        return run(request, Optional.empty());
    }

    @Override
    protected Result handleSubsystemParsed(String request, String subsystem) {
        return Result.ReplyFailure;
    }

    @Override
    protected Result handleAgentForwardingParsed(String requestType) {
        return Result.ReplyFailure;
    }

    @Override
    protected Result handlePtyReqParsed(
            String term, int columns, int rows, int width, int height, Map<PtyMode, Integer> modes) throws IOException {
        terminal = true;
        return super.handlePtyReqParsed(term, columns, rows, width, height, modes);
    }

    @Override
    protected Result handleEnvParsed(String name, String value) throws IOException {
        return AcceptedEnvironment.accepts(daemon.machine(), name)
                ? super.handleEnvParsed(name, value)
                : Result.ReplyFailure;
    }

    /** A signal waits for its answer to go out: sshd(8) never has a command's end overtake the answer that led to it. */
    @Override
    protected Result handleSignalParsed(String name) throws IOException {
        if (Signal.get(name) == null) {
            return super.handleSignalParsed(name);
        }
        signal = Optional.of(name);
        return Result.ReplySuccess;
    }

    @Override
    protected @Nullable IoWriteFuture sendResponse(Buffer buffer, String request, Result result, boolean wantReply)
            throws IOException {
        IoWriteFuture sent = super.sendResponse(buffer, request, result, wantReply);
        if (signal.isPresent()) {
            String name = signal.get();
            signal = Optional.empty();
            super.handleSignalParsed(name);
        }
        return sent;
    }

    /** Both ends of the connection as SSH_CONNECTION has them: address and port of the client, then of the server. */
    String endpoints() {
        return shown(getSession().getIoSession().getRemoteAddress()) + " "
                + shown(getSession().getIoSession().getLocalAddress());
    }

    private static String shown(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? inet.getAddress().getHostAddress() + " " + inet.getPort()
                : "127.0.0.1 0";
    }

    /** The columns and rows that the client told last. */
    TerminalSize size() {
        return new TerminalSize(number(Environment.ENV_COLUMNS, 80), number(Environment.ENV_LINES, 24));
    }

    private int number(String variable, int otherwise) {
        String text = getEnvironment().getEnv().getOrDefault(variable, "");
        return text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : otherwise;
    }

    /** Tells the client how the command ended and closes the channel. All output has been written. */
    void finish(Ending ending) throws IOException {
        if (isClosing()) {
            return;
        }
        out.close();
        err.close();
        sendEof();
        Optional<Sig> signal = ending.signal();
        if (signal.isEmpty()) {
            sendExitStatus(ending.status());
        } else {
            sendExitSignal(signal.get());
        }
        commandExitFuture.setClosed();
        close(false);
    }

    private void sendExitSignal(Sig sig) throws IOException {
        Buffer buffer = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST, Long.SIZE);
        buffer.putUInt(getRecipient());
        buffer.putString("exit-signal");
        buffer.putBoolean(false);
        buffer.putString(sig.name());
        buffer.putBoolean(false);
        buffer.putString("");
        buffer.putString("");
        writePacket(buffer);
    }
}
