package io.vmm4j.operation.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Query;
import io.vmm4j.operation.OperationError;
import io.vmm4j.operation.OperationException;
import io.vmm4j.operation.Resource;
import io.vmm4j.operation.Run;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A file on the host for each thing that is reserved: the operation, until when in the host's seconds, and who. A file is made by
 * link(2), so it is never there without its content, and changed or removed only by whoever makes a second link to it first.
 */
public final class ReservationFiles {

    private static final int TAKEN = 75;
    private static final int NOT_OURS = 3;
    private static final int LONGEST_NAME = 200;

    /** $1 directory, $2 token, $3 seconds, $4 who, then paths. Leaves the new content in $t. */
    private static final String START = "umask 022; d=$1; T=$2; now=$(date +%s); end=$((now + $3)); w=$4; shift 4;"
            + " mkdir -p \"$d\" || exit 1; t=$(mktemp \"$d/.new.XXXXXXXXXX\") || exit 1;"
            + " printf '%s\\n%s\\n%s\\n' \"$T\" $end \"$w\" >\"$t\" || { rm -f \"$t\"; exit 1; };";

    /** Whether $1 is this operation's; says so by exit status. */
    private static final String OURS = " ours() { [ \"$(sed -n 1p \"$1\" 2>/dev/null)\" = \"$T\" ]; };";

    /** Gives $1, which is this operation's, the new content. */
    private static final String RENEW = " renew() { ln \"$1\" \"$1~$T\" 2>/dev/null || return 1; r=1;"
            + " if ours \"$1~$T\" && ln \"$t\" \"$1~new\" && mv -f \"$1~new\" \"$1\"; then r=0; fi;"
            + " rm -f \"$1~$T\"; return $r; };";

    /** Removes $1 if it is this operation's. */
    private static final String FREE =
            " free() { ours \"$1\" || return 0; ln \"$1\" \"$1~$T\" 2>/dev/null || return 1; r=0;"
                    + " if ours \"$1~$T\"; then rm -f \"$1\" || r=1; fi; rm -f \"$1~$T\"; return $r; };";

    /** Removes $1 if it has run out. */
    private static final String BREAK =
            " break_old() { o=$(sed -n 1p \"$1\" 2>/dev/null); e=$(sed -n 2p \"$1\" 2>/dev/null);"
                    + " [ -n \"$o\" ] && [ -n \"$e\" ] && [ \"$e\" -lt $now ] || return 1;"
                    + " ln \"$1\" \"$1~$o\" 2>/dev/null || return 1; r=1;"
                    + " if [ \"$(sed -n 1p \"$1~$o\")\" = \"$o\" ] && [ \"$(sed -n 2p \"$1~$o\")\" = \"$e\" ]; then"
                    + " rm -f \"$1\" && r=0; fi; rm -f \"$1~$o\"; return $r; };";

    private static final String TAKE = OURS
            + RENEW
            + FREE
            + BREAK
            + " take() { ln \"$t\" \"$1\" 2>/dev/null && return 0;"
            + " if ours \"$1\"; then renew \"$1\"; return $?; fi;"
            + " break_old \"$1\" && ln \"$t\" \"$1\" 2>/dev/null; };";

    private static final String TAKE_ALL = START
            + TAKE
            + " i=0; for f; do if take \"$f\"; then i=$((i + 1)); continue; fi;"
            + " n=0; for g; do [ $n -lt $i ] && free \"$g\"; n=$((n + 1)); done;"
            + " rm -f \"$t\"; echo $i >&2; sed -n 2,3p \"$f\" >&2; exit 75; done; rm -f \"$t\"";

    private static final String TAKE_FIRST = START
            + TAKE
            + " i=0; for f; do if take \"$f\"; then rm -f \"$t\"; echo $i; exit 0; fi; i=$((i + 1)); done;"
            + " rm -f \"$t\"; echo 0 >&2; sed -n 2,3p \"$1\" >&2; exit 75";

    private static final String HOLD = START
            + OURS
            + RENEW
            + " for f; do if ours \"$f\" && renew \"$f\"; then continue; fi; rm -f \"$t\"; exit 3; done; rm -f \"$t\"";

    private static final String HELD = "T=$2; shift 4;" + OURS
            + " i=0; for f; do if ours \"$f\"; then echo $i; exit 0; fi;" + " i=$((i + 1)); done; exit 3";

    private static final String RELEASE =
            "T=$2; shift 4;" + OURS + FREE + " s=0; for f; do free \"$f\" || s=1; done; exit $s";

    private final CommandExecutor executor;
    private final String directory;

    /** The reservations in a directory of the host, which is made when needed. */
    public ReservationFiles(CommandExecutor executor, String directory) {
        this.executor = executor;
        this.directory = directory;
    }

    /** Takes all of them or none. */
    public void takeAll(Run run, List<Resource> resources) {
        if (!resources.isEmpty()) {
            ask(TAKE_ALL, run, resources, answer -> requireTaken(answer, resources));
        }
    }

    /** Takes the first that is free. */
    public Resource takeFirst(Run run, List<Resource> candidates) {
        return ask(TAKE_FIRST, run, candidates, answer -> {
            requireTaken(answer, candidates);
            return candidates.get(number(answer));
        });
    }

    /** Whether all of them are this operation's; if so, from now on for as long as it may go on. */
    public boolean hold(Run run, List<Resource> resources) {
        return resources.isEmpty() || ask(HOLD, run, resources, this::yesOrNo);
    }

    /** The first of them that is this operation's. */
    public Optional<Resource> held(Run run, List<Resource> candidates) {
        return ask(
                HELD,
                run,
                candidates,
                answer -> yesOrNo(answer) ? Optional.of(candidates.get(number(answer))) : Optional.empty());
    }

    /** Gives back those that are this operation's. */
    public void release(Run run, List<Resource> resources) {
        if (!resources.isEmpty()) {
            ask(RELEASE, run, resources, this::yesOrNo);
        }
    }

    /** The file of a resource. */
    public String path(Resource resource) {
        StringBuilder name = new StringBuilder();
        for (byte b : resource.name().getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
            name.append(plain ? Character.toString(c) : "%" + HexFormat.of().toHexDigits(b));
        }
        String file = name.length() > LONGEST_NAME ? sha256(resource.name()) : name.toString();
        return directory + "/" + resource.kind() + "-" + file;
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private <T> T ask(String script, Run run, List<Resource> resources, Query.Reader<T> reader) {
        String who = System.getProperty("user.name") + ", process "
                + ProcessHandle.current().pid();
        List<String> argv = new ArrayList<>(List.of("sh", "-c", script, "sh", directory, run.operation()));
        argv.add(Long.toString(run.longest().toSeconds() + 1));
        argv.add(who);
        resources.forEach(resource -> argv.add(path(resource)));
        Command command = Command.idempotent(argv.toArray(String[]::new)).asRoot();
        Duration rest = run.deadline().remainingUpTo(command.timeout());
        return new Query<>(command.withTimeout(rest.isZero() ? Duration.ofMillis(1) : rest), reader).ask(executor);
    }

    private Boolean requireTaken(Answer answer, List<Resource> resources) {
        List<String> said = answer.result().stderr().lines().toList();
        if (answer.result().exitStatus() == TAKEN && said.size() == 3) {
            throw new OperationException(
                    Problem.of(OperationError.RESERVED)
                            .with("resource", resources.get(Integer.parseInt(said.get(0))))
                            .with("target", answer.target())
                            .with("owner", said.get(2))
                            .with("expiry", expiry(said.get(1))),
                    null);
        }
        return requireSuccess(answer);
    }

    private boolean yesOrNo(Answer answer) {
        return answer.result().exitStatus() != NOT_OURS && requireSuccess(answer);
    }

    private boolean requireSuccess(Answer answer) {
        if (!answer.result().succeeded()) {
            throw new OperationException(
                    Problem.of(OperationError.RESERVATION_FAILED)
                            .with("target", answer.target())
                            .with("path", directory)
                            .with("reason", answer.result().stderr().strip()),
                    null);
        }
        return true;
    }

    private static int number(Answer answer) {
        return Integer.parseInt(answer.result().stdout().strip());
    }

    private static String expiry(String seconds) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(seconds)).toString();
        } catch (NumberFormatException e) {
            return seconds;
        }
    }
}
