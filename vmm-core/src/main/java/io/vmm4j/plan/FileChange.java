package io.vmm4j.plan;

import io.vmm4j.HostPath;
import io.vmm4j.exec.ShellWords;
import io.vmm4j.internal.UnifiedDiff;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A change of a file. The new file is written beside the old one, checked by the program that reads it, and renamed over it; owner
 * and mode stay what they were. It is refused if the file is not what it was when the plan was made.
 *
 * @param summary what it does, for people
 * @param path the file
 * @param before what is in it now; empty if there is none
 * @param after what will be in it
 * @param mode the permission bits of a file that is new; it will be root's, group wheel
 * @param checker a program with arguments that judges the new file, whose path is appended: {@code vmd -n -f}; empty for none
 * @param moment when it takes its place
 */
public record FileChange(
        String summary,
        HostPath path,
        Optional<FileContent> before,
        FileContent after,
        int mode,
        List<String> checker,
        Moment moment)
        implements Change {

    private static final String CANDIDATE = ".candidate";

    public FileChange {
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        checker = List.copyOf(checker);
        Objects.requireNonNull(moment, "moment");
        if (mode < 0 || mode > 07777) {
            throw new IllegalArgumentException("a file's mode is 0 to 07777: 0" + Integer.toOctalString(mode));
        }
    }

    /** A file that is to be made, readable by everybody. */
    public static FileChange create(String summary, HostPath path, FileContent content) {
        return new FileChange(summary, path, Optional.empty(), content, 0644, List.of(), Moment.IN_TURN);
    }

    /** A file that is to be changed. */
    public static FileChange edit(String summary, HostPath path, FileContent before, FileContent after) {
        return new FileChange(summary, path, Optional.of(before), after, 0644, List.of(), Moment.IN_TURN);
    }

    /** The same with other permission bits, should the file be new. */
    public FileChange mode(int bits) {
        return new FileChange(summary, path, before, after, bits, checker, moment);
    }

    /** The same, judged by a program that is given the path of the new file last. */
    public FileChange checkedBy(String... program) {
        return new FileChange(summary, path, before, after, mode, List.of(program), moment);
    }

    /** The same, put in its place when a guarded plan is confirmed. */
    public FileChange onceConfirmed() {
        return new FileChange(summary, path, before, after, mode, checker, Moment.ONCE_CONFIRMED);
    }

    /** Where the new file lies until a guarded plan is confirmed. */
    public HostPath candidate() {
        return HostPath.of(path.value() + CANDIDATE);
    }

    @Override
    public boolean needsRoot() {
        return true;
    }

    @Override
    public boolean canBeUndone() {
        return true;
    }

    /** The difference as {@code diff -u} would print it. */
    public String diff() {
        return UnifiedDiff.of(path.value(), before.map(FileContent::text), after.text());
    }

    @Override
    public String details() {
        String check = checker.isEmpty()
                ? ""
                : "check " + checker.stream().map(ShellWords::display).collect(Collectors.joining(" ")) + " FILE\n";
        return check + diff();
    }
}
