package io.vmm4j.plan.internal;

import io.vmm4j.HostPath;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Effect;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.Query;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.FileChange;
import io.vmm4j.plan.FileContent;
import io.vmm4j.plan.FileRemoval;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replaces a file on a host, whole or not at all. One round trip.
 *
 * @param change what it is a part of
 * @param path the file
 * @param from what is there; empty for nothing
 * @param to what will be there; empty for nothing
 * @param mode the permission bits of a file that is new
 * @param checker what judges the new file
 */
record FileReplacement(
        Change change,
        HostPath path,
        Optional<FileContent> from,
        Optional<FileContent> to,
        int mode,
        List<String> checker) {

    static final String ABSENT = "absent";

    /** A symbolic link is followed, so that the file behind it is replaced and not the link. */
    static final String FOLLOW = "if [ -h \"$p\" ]; then p=$(readlink -f \"$p\") || exit 1; fi;";

    private static final int STALE = 75;
    private static final int REFUSED = 76;

    /** $1 path, $2 the hash of what is there or "absent". */
    private static final String EXPECT = "umask 077; p=$1 old=$2; " + FOLLOW + " now=absent;"
            + " if [ -e \"$p\" ]; then"
            + " [ -f \"$p\" ] || { echo \"$p: not a regular file\" >&2; exit 1; };"
            + " now=$(sha256 -q \"$p\") || exit 1; fi;"
            + " [ \"$now\" = \"$old\" ] || { echo \"$p: it is not what it was\" >&2; exit 75; };";

    /** $1 and $2 as above, $3 size of the new file, $4 mode of a file that is new, $5... the checker. */
    private static final String WRITE = " size=$3 mode=$4; shift 4; owner=root:wheel;"
            + " if [ -e \"$p\" ]; then"
            + " owner=$(stat -f %Su:%Sg \"$p\") && mode=$(stat -f %Lp \"$p\") || exit 1; fi;"
            + " (umask 022; mkdir -p \"${p%/*}/\") || exit 1;"
            + " t=$(mktemp \"$p.XXXXXXXXXX\") || exit 1;"
            + " cat >\"$t\" && s=$(wc -c <\"$t\") && [ $s -eq $size ] && chown \"$owner\" \"$t\" && chmod \"$mode\" \"$t\""
            + " || { rm -f \"$t\"; echo \"$p: not written\" >&2; exit 1; };"
            + " if [ $# -gt 0 ]; then \"$@\" \"$t\" </dev/null >\"$t.out\" 2>&1; r=$?;"
            + " sed \"s|$t|$p|g\" \"$t.out\" >&2; rm -f \"$t.out\";"
            + " if [ $r -ne 0 ]; then rm -f \"$t\"; exit 76; fi; fi;"
            + " mv -f \"$t\" \"$p$SUFFIX\" || { rm -f \"$t\"; exit 1; }";

    private static final String REMOVE = " exec rm -f \"$p\"";

    /** How a change of a file is made. */
    static FileReplacement of(FileChange change) {
        return new FileReplacement(
                change, change.path(), change.before(), Optional.of(change.after()), change.mode(), change.checker());
    }

    /** How a file is removed. */
    static FileReplacement of(FileRemoval change) {
        return new FileReplacement(
                change, change.path(), Optional.of(change.before()), Optional.empty(), change.mode(), List.of());
    }

    /** How it is taken back: the file is what it was, or gone if there was none. */
    FileReplacement reversed() {
        return new FileReplacement(change, path, to, from, mode, List.of());
    }

    /** Makes it. */
    Query<Boolean> query() {
        return query("SUFFIX=;", "");
    }

    /**
     * Makes it after something else.
     *
     * @param before shell text that leaves the arguments of this alone
     * @param expected shell text that runs when the file is what it should be, with its path in $p
     */
    Query<Boolean> query(String before, String expected) {
        String script = before + EXPECT + expected + (to.isPresent() ? WRITE : REMOVE);
        List<String> argv = new ArrayList<>(List.of("sh", "-c", script, "sh", path.value(), hash(from)));
        to.ifPresent(content -> {
            argv.add(Integer.toString(content.size()));
            argv.add(Integer.toOctalString(mode));
            argv.addAll(checker);
        });
        Command command = Command.of(Effect.ONE_SHOT, argv)
                .withStdin(Input.of(to.map(FileContent::bytes).orElse(new byte[0])))
                .asRoot();
        return new Query<>(command, this::read);
    }

    static String hash(Optional<FileContent> content) {
        return content.map(FileContent::sha256).orElse(ABSENT);
    }

    private boolean read(Answer answer) {
        int status = answer.result().exitStatus();
        if (status == 0) {
            return true;
        }
        String said = answer.result().stderr().strip();
        if (status == STALE) {
            throw new PlanException(Problem.of(PlanError.STALE)
                    .with("target", answer.target())
                    .with("what", path + " is not what it was"));
        }
        if (status == REFUSED) {
            throw new PlanException(Problem.of(PlanError.FILE_REFUSED)
                    .with("target", answer.target())
                    .with("path", path)
                    .with("checker", String.join(" ", checker))
                    .with("reason", said));
        }
        throw new PlanException(Problem.of(PlanError.STEP_FAILED)
                .with("target", answer.target())
                .with("step", change.summary())
                .with("reason", said.isEmpty() ? "exit status " + status : said));
    }
}
