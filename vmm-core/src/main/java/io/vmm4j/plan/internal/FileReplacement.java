package io.vmm4j.plan.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Effect;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.Query;
import io.vmm4j.plan.FileChange;
import io.vmm4j.plan.FileChecker;
import io.vmm4j.plan.FileContent;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Replaces files on a host, whole or not at all. One round trip each. */
final class FileReplacement {

    private static final int STALE = 75;
    private static final int REFUSED = 76;
    private static final String ABSENT = "absent";

    /**
     * $1 path, $2 the hash of what is there or "absent", $3 size of the new file or "remove", $4 mode of a file that is new, $5...
     * the checker. A symbolic link is followed, so that the file behind it is replaced and not the link.
     */
    private static final String SCRIPT = "cd /; umask 077; p=$1 old=$2 size=$3 mode=$4; shift 4;"
            + " if [ -h \"$p\" ]; then p=$(readlink -f \"$p\") || exit 1; fi;"
            + " owner=root:wheel now=absent;"
            + " if [ -e \"$p\" ]; then"
            + " [ -f \"$p\" ] || { echo \"$p: not a regular file\" >&2; exit 1; };"
            + " now=$(sha256 -q \"$p\") && owner=$(stat -f %Su:%Sg \"$p\") && mode=$(stat -f %Lp \"$p\") || exit 1; fi;"
            + " [ \"$now\" = \"$old\" ] || { echo \"$p: it is not what it was\" >&2; exit 75; };"
            + " if [ \"$size\" = remove ]; then exec rm -f \"$p\"; fi;"
            + " (umask 022; mkdir -p \"${p%/*}/\") || exit 1;"
            + " t=$(mktemp \"$p.XXXXXXXXXX\") || exit 1;"
            + " cat >\"$t\" && s=$(wc -c <\"$t\") && [ $s -eq $size ] && chown \"$owner\" \"$t\" && chmod \"$mode\" \"$t\""
            + " || { rm -f \"$t\"; echo \"$p: not written\" >&2; exit 1; };"
            + " if [ $# -gt 0 ]; then \"$@\" \"$t\" </dev/null >\"$t.out\" 2>&1; r=$?;"
            + " sed \"s|$t|$p|g\" \"$t.out\" >&2; rm -f \"$t.out\";"
            + " if [ $r -ne 0 ]; then rm -f \"$t\"; exit 76; fi; fi;"
            + " mv -f \"$t\" \"$p\" || { rm -f \"$t\"; exit 1; }";

    private FileReplacement() {}

    /** Makes the change. */
    static Query<Boolean> of(FileChange change) {
        return query(
                change,
                change.before(),
                Optional.of(change.after()),
                change.checker().map(FileChecker::argv).orElse(List.of()));
    }

    /** Takes the change back: the file is what it was, or gone if there was none. */
    static Query<Boolean> undoing(FileChange change) {
        return query(change, Optional.of(change.after()), change.before(), List.of());
    }

    private static Query<Boolean> query(
            FileChange change, Optional<FileContent> from, Optional<FileContent> to, List<String> checker) {
        List<String> argv = new ArrayList<>(List.of(
                "sh",
                "-c",
                SCRIPT,
                "sh",
                change.path().value(),
                from.map(FileContent::sha256).orElse(ABSENT),
                to.map(content -> Integer.toString(content.size())).orElse("remove"),
                Integer.toOctalString(change.mode())));
        argv.addAll(checker);
        Command command = Command.of(Effect.ONE_SHOT, argv)
                .withStdin(Input.of(to.map(FileContent::bytes).orElse(new byte[0])))
                .asRoot();
        return new Query<>(command, answer -> read(change, answer));
    }

    private static boolean read(FileChange change, Answer answer) {
        int status = answer.result().exitStatus();
        if (status == 0) {
            return true;
        }
        String said = answer.result().stderr().strip();
        if (status == STALE) {
            throw new PlanException(Problem.of(PlanError.STALE)
                    .with("target", answer.target())
                    .with("what", change.path() + " is not what it was"));
        }
        if (status == REFUSED) {
            throw new PlanException(Problem.of(PlanError.FILE_REFUSED)
                    .with("target", answer.target())
                    .with("path", change.path())
                    .with(
                            "checker",
                            change.checker().map(FileChecker::description).orElse(""))
                    .with("reason", said));
        }
        throw new PlanException(Problem.of(PlanError.STEP_FAILED)
                .with("target", answer.target())
                .with("step", change.summary())
                .with("reason", said.isEmpty() ? "exit status " + status : said));
    }
}
