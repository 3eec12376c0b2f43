package io.vmm4j.guest.internal;

import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.Tunnel;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Connects to a port through a host's tunnel and reads what the server says first, without sending anything. */
final class BannerProbe {

    private static final String SSH = "SSH-";

    /** RFC 4253 lets a server say other things before its version. */
    private static final int MOST_LINES = 20;

    private static final int LONGEST_LINE = 255;
    private static final int SHOWN = 60;
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final CommandExecutor host;
    private final Timeline timeline;
    private final String address;
    private final int port;

    BannerProbe(CommandExecutor host, Timeline timeline, String address, int port) {
        this.host = host;
        this.timeline = timeline;
        this.address = address;
        this.port = port;
    }

    /** What an attempt has met. */
    enum State {
        NO_ANSWER,
        REFUSED,
        NO_BANNER,
        OTHER_BANNER,
        SSH
    }

    /**
     * What an attempt has met.
     *
     * @param state what it was
     * @param text the version line, or what there was instead in a few words
     */
    record Result(State state, String text) {}

    /**
     * One attempt.
     *
     * @param connectLimit how long the guest may take to accept the connection
     * @param bannerLimit how long it may take to say something then
     * @throws TransportException if the host itself cannot be asked
     */
    Result attempt(Duration connectLimit, Duration bannerLimit) {
        try (Tunnel tunnel = host.openTunnel(address, port, connectLimit)) {
            return read(tunnel, timeline.deadlineIn(bannerLimit));
        } catch (TransportException e) {
            if (e.code() != ExecError.TUNNEL_FAILED || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            String reason = e.arguments().getOrDefault("reason", "");
            return reason.toLowerCase(Locale.ROOT).contains("refused")
                    ? new Result(State.REFUSED, where() + " refuses connections")
                    : new Result(State.NO_ANSWER, where() + " does not answer");
        }
    }

    private Result read(Tunnel tunnel, Deadline deadline) {
        StringBuilder line = new StringBuilder();
        String first = "";
        int lines = 0;
        try {
            InputStream in = tunnel.input();
            while (lines < MOST_LINES && line.length() < LONGEST_LINE && !deadline.expired()) {
                tunnel.setReadTimeout(atLeast(deadline.remaining()));
                int octet = in.read();
                if (octet < 0) {
                    break;
                }
                if (octet != '\n') {
                    line.append(new String(new byte[] {(byte) octet}, StandardCharsets.ISO_8859_1));
                    continue;
                }
                String text = line.toString().stripTrailing();
                if (text.startsWith(SSH)) {
                    return new Result(State.SSH, text);
                }
                first = first.isEmpty() ? text : first;
                line.setLength(0);
                lines++;
            }
        } catch (SocketTimeoutException e) {
            // Told by what there is so far.
        } catch (IOException e) {
            if (first.isEmpty() && line.isEmpty()) {
                return new Result(State.NO_BANNER, where() + " accepts connections and ends them at once");
            }
        }
        String said = first.isEmpty() ? line.toString() : first;
        return said.isBlank()
                ? new Result(State.NO_BANNER, where() + " accepts connections and says nothing")
                : new Result(State.OTHER_BANNER, where() + " is no SSH server, it says \"" + printable(said) + "\"");
    }

    private static Duration atLeast(Duration time) {
        return time.compareTo(SHORTEST) > 0 ? time : SHORTEST;
    }

    /** What a stranger says is shown without what a terminal would do with it. */
    private static String printable(String text) {
        String plain = text.replaceAll("[^ -~]", "?")
                .replace('{', '(')
                .replace('}', ')')
                .strip();
        return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "...";
    }

    private String where() {
        return address + " port " + port;
    }
}
