package io.vmm4j.ssh.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.ShellWords;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.ssh.AuthenticationException;
import io.vmm4j.ssh.HostKeyChangedException;
import io.vmm4j.ssh.HostKeyException;
import io.vmm4j.ssh.SshError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what ssh(1) said on standard error before it gave up. */
final class OpenSshComplaint {

    private static final Pattern DENIED = Pattern.compile("Permission denied \\(([^)]*)\\)");
    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");
    private static final Pattern KEY_TYPE =
            Pattern.compile("(?:fingerprint for the (\\S+) key|No (\\S+) host key is known)");
    private static final Pattern OFFENDING = Pattern.compile("Offending \\S+ key in (\\S+):\\d+");
    private static final Pattern UNREACHABLE = Pattern.compile(
            "Connection refused|Could not resolve hostname|No route to host|Network is unreachable|Host is down"
                    + "|Connection closed by|Connection reset by");
    private static final Pattern SILENT =
            Pattern.compile("timed out|Timeout, server|banner exchange: Connection to .* port");

    private OpenSshComplaint() {}

    /** The exception that the text means, with fate NOT_RUN. */
    static TransportException explain(OpenSshSettings settings, String text) {
        Problem hostKey = Problem.of(SshError.HOST_KEY_CHANGED);
        if (text.contains("REMOTE HOST IDENTIFICATION HAS CHANGED")) {
            return new HostKeyChangedException(keyFacts(hostKey, settings, text));
        }
        if (text.contains("REVOKED HOST KEY DETECTED")) {
            return new HostKeyException(keyFacts(Problem.of(SshError.HOST_KEY_REVOKED), settings, text), null);
        }
        if (text.contains("Host key verification failed")) {
            return new HostKeyException(keyFacts(Problem.of(SshError.HOST_KEY_UNKNOWN), settings, text), null);
        }
        Matcher denied = DENIED.matcher(text);
        if (denied.find()) {
            return new AuthenticationException(
                    facts(SshError.AUTHENTICATION_FAILED, settings)
                            .with("tried", "what ssh has to log in with")
                            .with("offered", denied.group(1).replace(",", ", ")),
                    null);
        }
        if (UNREACHABLE.matcher(text).find()) {
            return failure(facts(ExecError.CONNECTION_FAILED, settings).with("reason", lastLine(text)));
        }
        if (SILENT.matcher(text).find()) {
            return failure(facts(ExecError.CONNECTION_TIMEOUT, settings)
                    .with("timeout", Reasons.inWords(settings.connectTimeout()))
                    .with("reason", lastLine(text)));
        }
        if (text.contains(settings.program() + ": not found")) {
            return failure(facts(SshError.SSH_MISSING, settings).with("reason", lastLine(text)));
        }
        return failure(facts(SshError.SSH_FAILED, settings).with("reason", lastLine(text)));
    }

    private static TransportException failure(Problem problem) {
        return new TransportException(problem, CommandFate.NOT_RUN, null);
    }

    private static Problem facts(io.vmm4j.error.ErrorCode code, OpenSshSettings settings) {
        String byHand = Stream.concat(
                        Stream.concat(Stream.of(settings.program(), "-v"), settings.options().stream()),
                        Stream.of(settings.destination()))
                .map(ShellWords::display)
                .collect(Collectors.joining(" "));
        return Problem.of(code).with("target", settings.target()).with("command", byHand);
    }

    private static Problem keyFacts(Problem problem, OpenSshSettings settings, String text) {
        Matcher fingerprint = FINGERPRINT.matcher(text);
        Matcher type = KEY_TYPE.matcher(text);
        Matcher file = OFFENDING.matcher(text);
        boolean typed = type.find();
        String host = settings.destination().replaceFirst("^ssh://", "").replaceFirst("^[^@]*@", "");
        return problem.with("target", settings.target())
                .with("host", host)
                .with("port", "PORT")
                .with("name", host)
                .with("type", !typed ? "a key" : type.group(1) != null ? type.group(1) : type.group(2))
                .with("fingerprint", fingerprint.find() ? fingerprint.group() : "of unknown fingerprint")
                .with("file", file.find() ? file.group(1) : "ssh's known_hosts files");
    }

    private static String lastLine(String text) {
        return text.lines().reduce((first, second) -> second).orElse("it gave no reason");
    }
}
