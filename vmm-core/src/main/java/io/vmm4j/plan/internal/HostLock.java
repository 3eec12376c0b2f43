package io.vmm4j.plan.internal;

import io.vmm4j.HostPath;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Query;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Keeps two programs from changing one host at once: a file on the host that says who holds it and until when, so that one left
 * behind by a program that died ends by itself. Time is the host's.
 */
final class HostLock {

    private static final int TAKEN = 75;

    /** Takes the lock of token $T away, if nobody else is about to: whoever makes the link is the only one who may. */
    private static final String BREAK = "if ln \"$l\" \"$l.$T\" 2>/dev/null; then"
            + " [ \"$(sed -n 1p \"$l.$T\")\" = \"$T\" ] && rm -f \"$l\"; rm -f \"$l.$T\"; fi;";

    /** $1 directory, $2 token, $3 seconds, $4 who. Only a link(2) makes the lock, so it is never there without its content. */
    private static final String ACQUIRE = "umask 022; d=$1; l=$d/lock; mkdir -p \"$d\" || exit 1; now=$(date +%s);"
            + " t=$(mktemp \"$d/lock.XXXXXXXXXX\") || exit 1;"
            + " printf '%s\\n%s\\n%s\\n' \"$2\" $((now + $3)) \"$4\" >\"$t\" || { rm -f \"$t\"; exit 1; };"
            + " for try in 1 2; do"
            + " if ln \"$t\" \"$l\" 2>/dev/null; then rm -f \"$t\"; exit 0; fi;"
            + " T=$(sed -n 1p \"$l\" 2>/dev/null); end=$(sed -n 2p \"$l\" 2>/dev/null);"
            + " if [ -z \"$end\" ] || [ \"$end\" -ge $now ]; then break; fi; "
            + BREAK
            + " done; rm -f \"$t\"; sed -n 2,3p \"$l\" >&2; exit 75";

    /** $1 directory, $2 token. */
    private static final String RELEASE = "l=$1/lock; T=$2; " + BREAK;

    private final HostPath directory;
    private final String token = UUID.randomUUID().toString();
    private final Duration lease;

    /**
     * A lock that nobody holds yet.
     *
     * @param directory where it is kept on the host; made if it is not there
     * @param lease how long it may be held
     */
    HostLock(HostPath directory, Duration lease) {
        this.directory = directory;
        this.lease = lease;
    }

    /** Takes it, or fails because somebody else has it. */
    Query<Boolean> acquire() {
        String who = System.getProperty("user.name") + ", process "
                + ProcessHandle.current().pid();
        Command command = Command.oneShot(
                        "sh", "-c", ACQUIRE, "sh", directory.value(), token, Long.toString(lease.toSeconds()), who)
                .asRoot();
        return new Query<>(command, this::read);
    }

    /** Gives it back; does nothing if it has run out and somebody else has it. */
    Query<Boolean> release() {
        return new Query<>(
                Command.idempotent("sh", "-c", RELEASE, "sh", directory.value(), token)
                        .asRoot(),
                answer -> answer.result().succeeded());
    }

    private boolean read(Answer answer) {
        if (answer.result().succeeded()) {
            return true;
        }
        List<String> said = answer.result().stderr().lines().toList();
        if (answer.result().exitStatus() == TAKEN && said.size() == 2) {
            throw new PlanException(Problem.of(PlanError.LOCKED)
                    .with("target", answer.target())
                    .with("owner", said.get(1))
                    .with("expiry", expiry(said.get(0))));
        }
        throw new PlanException(Problem.of(PlanError.STEP_FAILED)
                .with("target", answer.target())
                .with("step", "lock " + directory)
                .with("reason", String.join("; ", said)));
    }

    /** The host's seconds as a time. */
    static String expiry(String seconds) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(seconds)).toString();
        } catch (NumberFormatException e) {
            return seconds;
        }
    }
}
