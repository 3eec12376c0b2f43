package io.vmm4j.host.internal.disk;

import io.vmm4j.HostPath;
import io.vmm4j.disk.DiskError;
import io.vmm4j.disk.DiskException;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.DoasException;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.ShellWords;
import io.vmm4j.exec.internal.Undisturbed;
import io.vmm4j.host.internal.HostContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One image that is made in a directory of its own beside its place, and gets its name when it is complete. The name of that directory is
 * chosen here, so that whatever becomes of the connection it can be found again: once it is moved away nothing that still runs on the host
 * can publish the image any more, and what it held tells whether that was done before.
 */
final class Making {

    private static final String MADE = "made";
    private static final String EXISTS = "exists";
    private static final String FAILED = "failed ";

    /**
     * $1 image, $2 directory, $3 note, $4 its content or nothing, $5 new or replace; then what makes $2/image. The last word printed tells
     * what became of it. The image is published by link(2), which never replaces a file, or by rename(2), with the rights of the old
     * one.
     */
    private static final String MAKE = "t=$1 w=$2 n=$3 c=$4 how=$5; shift 5; umask 077;"
            + " if [ $how = new ] && { [ -e \"$t\" ] || [ -L \"$t\" ]; }; then rm -rf \"$w\"; echo exists; exit 0; fi;"
            + " if [ $how = replace ] && [ -L \"$t\" ]; then rm -rf \"$w\"; echo link; exit 0; fi;"
            + " trap 'rm -rf \"$w\"; exit 1' HUP INT TERM;"
            + " [ -d \"$w\" ] || mkdir \"$w\" || exit 1;"
            + " \"$@\" </dev/null; s=$?;"
            + " if [ $s -ne 0 ]; then rm -rf \"$w\"; echo \"failed $s\"; exit 0; fi;"
            + " if [ -n \"$c\" ]; then"
            + " { (umask 022; mkdir -p \"${n%/*}\") && printf '%s\\n' \"$c\" >\"$n\" && chmod 644 \"$n\"; }"
            + " || { rm -rf \"$w\" \"$n\"; exit 1; }; fi;"
            + " if [ $how = new ]; then ln \"$w/image\" \"$t\";"
            + " else ln \"$w/image\" \"$w/keep\" && chown $(stat -L -f %u:%g \"$t\") \"$w/image\""
            + " && chmod $(stat -L -f %Lp \"$t\") \"$w/image\" && mv -f \"$w/image\" \"$t\"; fi;"
            + " if [ $? -eq 0 ]; then rm -rf \"$w\"; echo made; exit 0; fi;"
            + " rm -rf \"$w\"; rm -f \"$n\"; if [ -e \"$t\" ] && [ $how = new ]; then echo exists; fi; exit 0";

    /**
     * $1 image, $2 directory, $3 note, $4 new, replace or, before anything could have been published, abandon. If the directory is gone, a new
     * image that is there is taken for ours: it was not there when we looked, and whoever is as fast as to have made another one
     * has one where it was wanted.
     */
    private static final String SETTLE = "t=$1 w=$2 n=$3 how=$4;"
            + " if [ -d \"$w\" ]; then mv \"$w\" \"$w.gone\" || exit 1; fi; r=unmade;"
            + " if [ -d \"$w.gone\" ]; then"
            + " if [ \"$t\" -ef \"$w.gone/image\" ] || [ \"$t\" -ef \"$w.gone/keep\" ]; then r=made; fi;"
            + " elif [ $how = replace ]; then r=unknown; elif [ $how = new ] && [ -e \"$t\" ]; then r=made; fi;"
            + " if [ $r = unmade ]; then rm -f \"$n\" || exit 1; fi;"
            + " rm -rf \"$w.gone\" && echo $r";

    private final HostContext context;
    private final HostPath target;
    private final Publication publication;
    private final HostPath work;
    private final HostPath note;

    /** How an image gets its name. */
    enum Publication {
        NEW,
        REPLACE;

        private String word() {
            return this == NEW ? "new" : "replace";
        }
    }

    /** What became of an image. */
    enum Outcome {
        MADE,
        /** Either it was never begun, or it was done: who replaces an image has to look at it. */
        UNKNOWN
    }

    Making(HostContext context, HostPath target, Publication publication, String token) {
        this.context = context;
        this.target = target;
        this.publication = publication;
        this.work = directory(target).resolve(".vmm4j-" + token);
        this.note = CloneNotes.directory(context).resolve(token);
    }

    static HostPath directory(HostPath image) {
        return image.parent().orElseThrow(() -> new IllegalArgumentException("the root directory is no image"));
    }

    /** Where the image is made. */
    HostPath image() {
        return work.resolve("image");
    }

    /** Where anything else can be put on the way there. */
    HostPath beside(String name) {
        return work.resolve(name);
    }

    HostPath directory() {
        return work;
    }

    /**
     * Makes the image and gives it its name.
     *
     * @param program makes {@link #image()}
     * @param base what is noted as its base
     * @param failed throws what it means that the program failed
     */
    Outcome run(List<String> program, Optional<HostPath> base, Consumer<Answer> failed) {
        List<String> argv =
                new ArrayList<>(List.of("sh", "-c", MAKE, "sh", target.value(), work.value(), note.value()));
        argv.add(base.map(path -> CloneNotes.content(path, target)).orElse(""));
        argv.add(publication.word());
        argv.addAll(program);
        Command command = Command.oneShot(argv.toArray(String[]::new))
                .withPrivilege(context.privilege())
                .withTimeout(context.diskLimit());
        return settled(() -> new Query<>(command, answer -> {
                    read(answer, failed);
                    return Outcome.MADE;
                })
                .ask(context.executor()));
    }

    private void read(Answer answer, Consumer<Answer> failed) {
        List<String> lines = answer.result().stdoutLines();
        String word = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        if (word.equals(MADE) && answer.result().succeeded()) {
            return;
        }
        if (word.equals(EXISTS)) {
            throw new Settled(new DiskException(problem(DiskError.EXISTS)));
        }
        if (word.equals("link")) {
            throw new Settled(new DiskException(
                    problem(DiskError.NOT_MADE).with("reason", "It is a symbolic link, not the image itself.")));
        }
        if (word.startsWith(FAILED)) {
            try {
                failed.accept(asOf(answer, word.substring(FAILED.length())));
            } catch (VmmException e) {
                throw new Settled(new DiskException(problem(DiskError.NOT_MADE).with("reason", e.getMessage()), e));
            }
        }
        String said = answer.result().stderr().strip().replaceAll("\\R+", " / ");
        throw new DiskException(problem(DiskError.NOT_MADE)
                .with(
                        "reason",
                        said.isEmpty()
                                ? "sh(1) ended with status " + answer.result().exitStatus() + "."
                                : said));
    }

    /** The answer of the program itself. */
    private static Answer asOf(Answer answer, String status) {
        Exit exit = answer.result().exit();
        CommandResult result = new CommandResult(
                new Exit(Integer.parseInt(status), exit.signal(), exit.elapsed()),
                "".getBytes(StandardCharsets.UTF_8),
                answer.result().stderrBytes());
        return new Answer(answer.target(), answer.command(), result);
    }

    /** Does something before the image is published; if it fails, what it left is removed. */
    void preparing(Runnable preparation) {
        try {
            preparation.run();
        } catch (DoasException e) {
            throw e;
        } catch (VmmException e) {
            settle("abandon", e);
        }
    }

    /** An outcome that needs no second look: the host has told that nothing is left. */
    private static final class Settled extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient VmmException failure;

        Settled(VmmException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** Does something that leads to the image; if it fails, finds out what became of it and clears up. */
    private Outcome settled(Supplier<Outcome> work) {
        try {
            return work.get();
        } catch (Settled e) {
            throw e.failure;
        } catch (DoasException e) {
            throw e;
        } catch (VmmException e) {
            return settle(publication.word(), e);
        }
    }

    private Outcome settle(String how, VmmException failure) {
        String word;
        try {
            word = Undisturbed.get(() -> askTwice(how));
        } catch (VmmException e) {
            failure.addSuppressed(e);
            throw new DiskException(
                    problem(DiskError.OUTCOME_UNKNOWN)
                            .with("reason", failure.getMessage())
                            .with("remains", remains()),
                    failure);
        }
        return switch (word) {
            case MADE -> Outcome.MADE;
            case "unknown" -> Outcome.UNKNOWN;
            default -> throw failure;
        };
    }

    /** A connection that broke may break once more. */
    private String askTwice(String how) {
        try {
            return ask(how);
        } catch (VmmException e) {
            return ask(how);
        }
    }

    private String ask(String how) {
        Command command = Command.idempotent("sh", "-c", SETTLE, "sh", target.value(), work.value(), note.value(), how)
                .withPrivilege(context.privilege());
        return new Query<>(command, answer -> {
                    String word = answer.result().stdout().strip();
                    if (!answer.result().succeeded() || word.isEmpty()) {
                        throw new DiskException(problem(DiskError.NOT_MADE)
                                .with("reason", answer.result().stderr().strip()));
                    }
                    return word;
                })
                .ask(context.executor());
    }

    private String remains() {
        return ShellWords.display(work.value()) + " " + ShellWords.display(work.value() + ".gone") + " "
                + ShellWords.display(note.value());
    }

    Problem problem(DiskError code) {
        return Problem.of(code).with("path", target).with("target", context.target());
    }
}
